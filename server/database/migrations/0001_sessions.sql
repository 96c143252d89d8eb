-- Sessions. Tokens, names and tenants are encrypted (AES-256-GCM) before they are stored, and the cookie's value is
-- stored as a hash, so that a copy of this table cannot be used to sign in.

-- Before 0.1.0 sessions were stored in another form: their users sign in again.
drop table if exists gateway.sessions, gateway.login_attempts;

create table gateway.sessions (
  id_hash text primary key,
  encrypted_tokens text not null,
  -- The tenants, as last fetched from the service; a cache.
  encrypted_tenants text,
  tenants_fetched_at timestamptz,
  -- Incremented by every refresh: a writer that read an older version changes nothing.
  token_version integer not null default 1,
  -- One process refreshes the tokens at a time; the lease expires by itself when that process dies.
  refresh_lease_until timestamptz,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create index sessions_by_last_use on gateway.sessions (last_used_at);
create index sessions_by_expiry on gateway.sessions (expires_at);
