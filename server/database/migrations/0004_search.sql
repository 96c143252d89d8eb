-- Entries of lists, searches and customer pages. A search is logged without its text.
alter table gateway.access_log
  alter column appointment_id drop not null,
  add column customer_id text,
  -- What was searched by: `name`, `phone`, `name_and_phone` or `identity_number`.
  add column search_key text,
  add column result_count integer,
  drop constraint access_log_action_check,
  add constraint access_log_action_check check (
    action in (
      'opened', 'prefetched', 'revealed', 'printed', 'copied', 'denied', 'not_found', 'signed_in', 'signed_out',
      'expired', 'searched', 'listed', 'customer_opened'
    )
  );

-- The records that each session has seen recently: appointments in a list with the customer's name, and customers.
-- Seeing one again does not add an entry.
create table gateway.recent_listings (
  session_key text not null,
  tenant_id text not null,
  action text not null check (action in ('listed', 'customer_opened')),
  record_id text not null,
  last_listed_at timestamptz not null default now(),
  -- Identifies the request that wrote the entry.
  listing_id uuid not null,
  primary key (session_key, tenant_id, action, record_id)
);

create index recent_listings_by_time on gateway.recent_listings (last_listed_at);
