-- A record may be fetched before anybody opens it: an entry of its own, so that every record that left is in the log.
alter table gateway.access_log
  drop constraint access_log_action_check,
  add constraint access_log_action_check
    check (action in ('opened', 'prefetched', 'revealed', 'printed', 'copied'));
