-- The access log: who opened which appointment, saw the identity number, printed or copied it. Append-only: no
-- statement of the program changes or deletes an entry, and a trigger rejects one that does. (The table's owner can
-- drop the trigger: do not give the owner's password to those whose access is logged.)

do $$
begin
  -- Keeps the entries of a database that was created before 0.1.0.
  if to_regclass('gateway.access_log') is not null then
    drop trigger access_log_only_grows on gateway.access_log;
    drop function gateway.refuse_change();
    drop table gateway.openings;
    drop table migrations.applied;
    drop schema migrations;
    alter table gateway.access_log drop constraint access_log_action_check;
    alter table gateway.access_log rename column at to occurred_at;
    alter table gateway.access_log rename column who to actor;
    alter table gateway.access_log rename column clinic to tenant_id;
    alter table gateway.access_log rename column appointment to appointment_id;
  end if;
end $$;

create table if not exists gateway.access_log (
  id bigint generated always as identity primary key,
  occurred_at timestamptz not null,
  -- `user:` and the user's id; if the service names no user, `session:` or `token:` and a keyed hash.
  actor text not null,
  -- The service's numbers, as text: they may exceed a bigint.
  tenant_id text not null,
  appointment_id text not null,
  action text not null,
  request_id text not null
);

alter table gateway.access_log
  alter column occurred_at set default now(),
  add constraint access_log_action_check
    check (action in ('opened', 'prefetched', 'revealed', 'printed', 'copied'));

create index if not exists access_log_by_time on gateway.access_log (occurred_at);

create function gateway.reject_modification() returns trigger language plpgsql as $$
begin
  raise exception 'gateway.access_log is append-only' using errcode = 'insufficient_privilege';
end $$;

create trigger access_log_append_only
  before update or delete or truncate on gateway.access_log
  for each statement execute function gateway.reject_modification();

revoke update, delete, truncate on gateway.access_log from public;
do $$
begin
  execute format('revoke update, delete, truncate on gateway.access_log from %I', current_user);
end $$;

-- The appointments that each session has viewed recently. Viewing one again does not add an entry.
create table gateway.recent_views (
  session_key text not null,
  tenant_id text not null,
  appointment_id text not null,
  last_viewed_at timestamptz not null default now(),
  -- Identifies the request that wrote the entry.
  view_id uuid not null,
  primary key (session_key, tenant_id, appointment_id)
);

create index recent_views_by_time on gateway.recent_views (last_viewed_at);
