-- Additions only: the previous version keeps working on this schema.

-- Sign-ins, sign-outs and expiry name no appointment; the sweep that ends sessions has no request.
alter table gateway.access_log
  alter column tenant_id drop not null,
  alter column appointment_id drop not null,
  -- The id that the client sent; `request_id` is the gateway's own.
  add column client_request_id text,
  drop constraint access_log_action_check,
  add constraint access_log_action_check check (
    action in (
      'opened', 'prefetched', 'revealed', 'printed', 'copied', 'denied', 'not_found', 'signed_in', 'signed_out',
      'expired', 'searched'
    )
  );

-- The secret from which audit labels and client secrets are derived, encrypted with a session secret. It stays the same
-- when session secrets rotate.
create table gateway.root_secret (
  only_row boolean primary key default true check (only_row),
  encrypted_secret text not null
);
