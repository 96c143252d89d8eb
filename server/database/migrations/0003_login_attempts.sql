-- A sign-in on its way: read once, by the browser that began it.
create table gateway.login_attempts (
  state_digest text primary key,
  browser_digest text not null,
  sealed text not null,
  expires_at timestamptz not null
);

create index login_attempts_by_expiry on gateway.login_attempts (expires_at);
