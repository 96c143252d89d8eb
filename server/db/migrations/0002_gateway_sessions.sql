-- What the gateway keeps of a sign-in. Tokens, names and links are sealed (AES-256-GCM) before they come here; what
-- identifies a browser is kept as a digest, so that a copy of these tables signs nobody in.

create schema gateway;

create table gateway.sessions (
  id_digest text primary key,
  -- Tokens and who signed in.
  sealed text not null,
  -- The clinics, as last read from the service; a cache.
  sealed_tenants text,
  tenants_read_at timestamptz,
  -- Goes up with every refresh: a writer that read an older version writes nothing.
  version integer not null default 1,
  -- Who holds it refreshes the tokens, the others wait; it passes by itself when the holder dies.
  refreshing_until timestamptz,
  created_at timestamptz not null,
  used_at timestamptz not null,
  expires_at timestamptz not null
);

create index sessions_by_use on gateway.sessions (used_at);
create index sessions_by_expiry on gateway.sessions (expires_at);

-- A sign-in on its way: read once, by the browser that began it.
create table gateway.login_attempts (
  state_digest text primary key,
  browser_digest text not null,
  sealed text not null,
  expires_at timestamptz not null
);

create index login_attempts_by_expiry on gateway.login_attempts (expires_at);
