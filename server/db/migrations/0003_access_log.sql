-- Who saw what. The table only grows: no statement of the program changes or removes a row, and the database refuses
-- one that tries. (Its owner can take the trigger off again: keep the owner's password away from those it watches.)

create table gateway.access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- `user:` and the token's subject; where it names nobody, `session:` or `token:` and a keyed digest.
  who text not null,
  -- Numbers of the service, as text: they may be longer than a bigint.
  clinic text not null,
  appointment text not null,
  action text not null check (action in ('opened', 'revealed', 'printed', 'copied')),
  request_id text not null
);

create index access_log_by_time on gateway.access_log (at);

create function gateway.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'gateway.access_log only grows' using errcode = 'insufficient_privilege';
end $$;

create trigger access_log_only_grows
  before update or delete or truncate on gateway.access_log
  for each statement execute function gateway.refuse_change();

revoke update, delete, truncate on gateway.access_log from public;
do $$
begin
  execute format('revoke update, delete, truncate on gateway.access_log from %I', current_user);
end $$;

-- What each session has open, so that looking at it again is no new opening. Forgotten when nobody looks any more.
create table gateway.openings (
  session_key text not null,
  clinic text not null,
  appointment text not null,
  seen_at timestamptz not null,
  -- Names the request that was the opening.
  opening uuid not null,
  primary key (session_key, clinic, appointment)
);

create index openings_by_time on gateway.openings (seen_at);
