-- The embedded service's data: the documented resources as relations, tenants kept apart by row-level security.
--
-- Every record of a clinic is keyed (tenant_id, id): ids are unique within a clinic alone, and a foreign key that
-- carries the tenant cannot reach into another one.

-- Before 0.1.0 this schema had other tables. Demonstration data can be made again: nothing of it is kept.
drop schema if exists flextell cascade;
create schema flextell;

-- Roles belong to the whole server, not to one database: another database of it may have created this one.
do $$
begin
  create role flextell_reader nologin;
exception when duplicate_object or unique_violation then null;
end $$;

-- People and clinics ------------------------------------------------------------------------------------------

create table flextell.tenants (
  id bigint primary key check (id > 0),
  name text not null,
  logo_url text,
  timezone text -- IANA; null follows the installation's own
);

create table flextell.users (
  id bigint primary key check (id > 0),
  name text
);

-- How a user signs in. Never granted to the reader: it holds the password hashes.
create table flextell.accounts (
  user_id bigint primary key references flextell.users,
  username text not null unique check (username = lower(username)),
  password_hash text not null
);

create table flextell.memberships (
  tenant_id bigint not null references flextell.tenants,
  user_id bigint not null references flextell.users,
  primary key (tenant_id, user_id)
);
create index memberships_by_user on flextell.memberships (user_id, tenant_id);

create table flextell.customers (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  first_name text,
  last_name text,
  phone_number text,
  email text,
  date_of_birth date,
  country_name text,
  identity_number text,
  job text,
  address text,
  default_channel_id bigint,
  avatar_url text,
  related_user_id bigint,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, related_user_id) references flextell.memberships (tenant_id, user_id)
);

create table flextell.tags (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  name text,
  color text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);

create table flextell.customer_tags (
  tenant_id bigint not null,
  customer_id bigint not null,
  position int not null,
  tag_id bigint not null,
  primary key (tenant_id, customer_id, position),
  unique (tenant_id, customer_id, tag_id),
  foreign key (tenant_id, customer_id) references flextell.customers,
  foreign key (tenant_id, tag_id) references flextell.tags
);

create table flextell.rooms (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  name text,
  status text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);

-- The catalogue: treatments, their sessions, what each session uses --------------------------------------------

create table flextell.unit_codes (
  id text primary key,
  name text,
  code text
);

create table flextell.brands (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  name text,
  primary key (tenant_id, id)
);

create table flextell.products (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  name text,
  full_name text,
  brand_id bigint,
  unit_code_id text references flextell.unit_codes,
  primary key (tenant_id, id),
  foreign key (tenant_id, brand_id) references flextell.brands
);

create table flextell.treatment_groups (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  name text,
  is_active boolean,
  primary key (tenant_id, id)
);

create table flextell.treatments (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  group_id bigint,
  name text,
  keywords jsonb not null default '[]' check (jsonb_typeof(keywords) = 'array'),
  price numeric(12, 2) check (price >= 0),
  tax_rate numeric(5, 2),
  description text,
  session_count int,
  is_active text, -- the contract documents text here, and a boolean on the group
  extra_info jsonb not null default '{}' check (jsonb_typeof(extra_info) = 'object'),
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, group_id) references flextell.treatment_groups
);

create table flextell.treatment_users (
  tenant_id bigint not null,
  treatment_id bigint not null,
  position int not null,
  user_id bigint not null,
  primary key (tenant_id, treatment_id, position),
  foreign key (tenant_id, treatment_id) references flextell.treatments,
  foreign key (tenant_id, user_id) references flextell.memberships (tenant_id, user_id)
);

create table flextell.treatment_sessions (
  tenant_id bigint not null,
  id bigint not null check (id > 0),
  treatment_id bigint not null,
  session_order int,
  next_gap_days int,
  offset_days int,
  primary key (tenant_id, id),
  foreign key (tenant_id, treatment_id) references flextell.treatments
);
create index treatment_sessions_by_treatment
  on flextell.treatment_sessions (tenant_id, treatment_id, session_order, id);

create table flextell.session_products (
  tenant_id bigint not null,
  id bigint not null check (id > 0),
  session_id bigint not null,
  product_id bigint,
  min_quantity numeric(12, 3),
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references flextell.treatment_sessions,
  foreign key (tenant_id, product_id) references flextell.products
);
create index session_products_by_session on flextell.session_products (tenant_id, session_id, id);

-- Appointments ------------------------------------------------------------------------------------------------

create table flextell.appointments (
  tenant_id bigint not null references flextell.tenants,
  id bigint not null check (id > 0),
  customer_id bigint,
  room_id bigint,
  doctor_id bigint,
  parent_appointment_id bigint check (parent_appointment_id <> id),
  code text,
  relation_type text,
  description text,
  scheduled_at timestamptz,
  status text,
  cancellation_reason text,
  creation_type text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references flextell.customers,
  foreign key (tenant_id, room_id) references flextell.rooms,
  foreign key (tenant_id, doctor_id) references flextell.memberships (tenant_id, user_id),
  foreign key (tenant_id, parent_appointment_id) references flextell.appointments
);
create index appointments_by_parent
  on flextell.appointments (tenant_id, parent_appointment_id, scheduled_at, id)
  where parent_appointment_id is not null;

create table flextell.appointment_assistants (
  tenant_id bigint not null,
  appointment_id bigint not null,
  position int not null,
  user_id bigint not null,
  primary key (tenant_id, appointment_id, position),
  foreign key (tenant_id, appointment_id) references flextell.appointments,
  foreign key (tenant_id, user_id) references flextell.memberships (tenant_id, user_id)
);

create table flextell.appointment_treatments (
  tenant_id bigint not null,
  appointment_id bigint not null,
  position int not null,
  treatment_id bigint not null,
  primary key (tenant_id, appointment_id, position),
  foreign key (tenant_id, appointment_id) references flextell.appointments,
  foreign key (tenant_id, treatment_id) references flextell.treatments
);

-- Which seed is in here, and the day it was made for. One row or none.
create table flextell.seeded (
  single boolean primary key default true check (single),
  version int not null,
  day date not null
);

-- Who sees what -----------------------------------------------------------------------------------------------
-- Two settings of the transaction say who is asking. Unset or empty they are null, and null equals nothing.

create function flextell.current_tenant() returns bigint language sql stable parallel safe
  return nullif(current_setting('flextell.tenant', true), '')::bigint;

create function flextell.current_user_id() returns bigint language sql stable parallel safe
  return nullif(current_setting('flextell.user', true), '')::bigint;

-- An instant as the contract writes it: UTC, to the second.
create function flextell.instant(at timestamptz) returns text language sql stable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');

-- Puts the transaction into a scope. The tenant is set only for a member of it: for anyone else it stays empty, and
-- every policy below answers nothing.
create function flextell.enter_scope(tenant bigint, member bigint) returns boolean language plpgsql volatile as $$
begin
  perform set_config('flextell.tenant', '', true), set_config('flextell.user', member::text, true);
  if not exists (select 1 from flextell.memberships m where m.tenant_id = tenant and m.user_id = member) then
    return false;
  end if;
  perform set_config('flextell.tenant', tenant::text, true);
  return true;
end $$;

do $$
declare
  of_a_tenant text;
begin
  foreach of_a_tenant in array array[
    'customers', 'tags', 'customer_tags', 'rooms', 'brands', 'products', 'treatment_groups', 'treatments',
    'treatment_users', 'treatment_sessions', 'session_products', 'appointments', 'appointment_assistants',
    'appointment_treatments'
  ] loop
    execute format('alter table flextell.%I enable row level security', of_a_tenant);
    execute format('alter table flextell.%I force row level security', of_a_tenant);
    execute format(
      'create policy own_tenant on flextell.%I for select to flextell_reader
         using (tenant_id = flextell.current_tenant())', of_a_tenant);
    execute format('grant select on flextell.%I to flextell_reader', of_a_tenant);
  end loop;
end $$;

-- A person sees their own memberships, and who else belongs to the clinic they are in.
alter table flextell.memberships enable row level security;
alter table flextell.memberships force row level security;
create policy own_or_colleagues on flextell.memberships for select to flextell_reader
  using (user_id = flextell.current_user_id() or tenant_id = flextell.current_tenant());

alter table flextell.tenants enable row level security;
alter table flextell.tenants force row level security;
create policy where_member on flextell.tenants for select to flextell_reader
  using (exists (
    select 1 from flextell.memberships m
    where m.tenant_id = tenants.id and m.user_id = flextell.current_user_id()
  ));

alter table flextell.users enable row level security;
alter table flextell.users force row level security;
create policy self_or_colleagues on flextell.users for select to flextell_reader
  using (
    id = flextell.current_user_id()
    or exists (
      select 1 from flextell.memberships m
      where m.tenant_id = flextell.current_tenant() and m.user_id = users.id
    )
  );

grant select on flextell.tenants, flextell.users, flextell.memberships, flextell.unit_codes to flextell_reader;
grant usage on schema flextell to flextell_reader;

-- The service itself writes and signs people in as the owner of these tables. Where that owner is no superuser,
-- forced row-level security binds it too.
do $$
declare
  protected text;
begin
  for protected in
    select c.relname from pg_class c
    where c.relnamespace = 'flextell'::regnamespace and c.relkind = 'r' and c.relforcerowsecurity
  loop
    execute format(
      'create policy owner on flextell.%I for all to %I using (true) with check (true)', protected, current_user);
  end loop;
end $$;

-- set local role needs membership of the role where the owner is no superuser.
do $$
begin
  execute format('grant flextell_reader to %I', current_user);
end $$;

-- The authorization server --------------------------------------------------------------------------------------

-- What oidc-provider keeps: sessions, codes, tokens, grants. `id_hash` and `uid_hash` are SHA-256, since an opaque token is its id:
-- whoever reads this table holds no token.
create table flextell.oauth_records (
  model text not null,
  id_hash bytea not null,
  grant_id text,
  uid_hash bytea,
  payload jsonb not null,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (model, id_hash)
);
create index oauth_records_by_grant on flextell.oauth_records (grant_id) where grant_id is not null;
create unique index oauth_records_by_uid on flextell.oauth_records (model, uid_hash) where uid_hash is not null;
create index oauth_records_by_expiry on flextell.oauth_records (expires_at) where expires_at is not null;

-- The keys that sign id_tokens; made at the first start.
create table flextell.signing_keys (
  kid text primary key,
  jwk jsonb not null,
  created_at timestamptz not null default now()
);
