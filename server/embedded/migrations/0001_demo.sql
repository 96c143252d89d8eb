-- The demonstration service's data: the documented resources as relations, tenants separated by row-level security.
--
-- Every record of a clinic is keyed (tenant_id, id): ids are unique within a clinic alone, and a foreign key that
-- carries the tenant cannot reach into another one.

-- The schema's name before 0.1.0. Demonstration data can be made again.
drop schema if exists flextell cascade;
create schema demo;

-- Roles belong to the whole server, not to one database: another database of it may have created this one.
do $$
begin
  if not exists (select from pg_roles where rolname = 'demo_reader') then
    create role demo_reader nologin;
  end if;
exception when duplicate_object or unique_violation then null;
end $$;

-- People and clinics ------------------------------------------------------------------------------------------

create table demo.tenants (
  id bigint primary key check (id > 0),
  name text not null,
  logo_url text,
  timezone text -- IANA; null follows the installation's own
);

create table demo.users (
  id bigint primary key check (id > 0),
  name text
);

-- The user names for sign-in; all have the documented password. The role of the API has no access.
create table demo.accounts (
  user_id bigint primary key references demo.users,
  username text not null unique check (username = lower(username))
);

create table demo.memberships (
  tenant_id bigint not null references demo.tenants,
  user_id bigint not null references demo.users,
  primary key (tenant_id, user_id)
);
create index memberships_by_user on demo.memberships (user_id, tenant_id);

create table demo.customers (
  tenant_id bigint not null references demo.tenants,
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
  foreign key (tenant_id, related_user_id) references demo.memberships (tenant_id, user_id)
);

create table demo.tags (
  tenant_id bigint not null references demo.tenants,
  id bigint not null check (id > 0),
  name text,
  color text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);

create table demo.customer_tags (
  tenant_id bigint not null,
  customer_id bigint not null,
  position int not null,
  tag_id bigint not null,
  primary key (tenant_id, customer_id, position),
  unique (tenant_id, customer_id, tag_id),
  foreign key (tenant_id, customer_id) references demo.customers,
  foreign key (tenant_id, tag_id) references demo.tags
);

create table demo.rooms (
  tenant_id bigint not null references demo.tenants,
  id bigint not null check (id > 0),
  name text,
  status text,
  created_at timestamptz,
  updated_at timestamptz,
  deleted_at timestamptz,
  primary key (tenant_id, id)
);

-- The catalogue: treatments, their sessions, what each session uses --------------------------------------------

create table demo.unit_codes (
  id text primary key,
  name text,
  code text
);

create table demo.brands (
  tenant_id bigint not null references demo.tenants,
  id bigint not null check (id > 0),
  name text,
  primary key (tenant_id, id)
);

create table demo.products (
  tenant_id bigint not null references demo.tenants,
  id bigint not null check (id > 0),
  name text,
  full_name text,
  brand_id bigint,
  unit_code_id text references demo.unit_codes,
  primary key (tenant_id, id),
  foreign key (tenant_id, brand_id) references demo.brands
);

create table demo.treatment_groups (
  tenant_id bigint not null references demo.tenants,
  id bigint not null check (id > 0),
  name text,
  is_active boolean,
  primary key (tenant_id, id)
);

create table demo.treatments (
  tenant_id bigint not null references demo.tenants,
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
  foreign key (tenant_id, group_id) references demo.treatment_groups
);

create table demo.treatment_users (
  tenant_id bigint not null,
  treatment_id bigint not null,
  position int not null,
  user_id bigint not null,
  primary key (tenant_id, treatment_id, position),
  foreign key (tenant_id, treatment_id) references demo.treatments,
  foreign key (tenant_id, user_id) references demo.memberships (tenant_id, user_id)
);

create table demo.treatment_sessions (
  tenant_id bigint not null,
  id bigint not null check (id > 0),
  treatment_id bigint not null,
  session_order int,
  next_gap_days int,
  offset_days int,
  primary key (tenant_id, id),
  foreign key (tenant_id, treatment_id) references demo.treatments
);
create index treatment_sessions_by_treatment
  on demo.treatment_sessions (tenant_id, treatment_id, session_order, id);

create table demo.session_products (
  tenant_id bigint not null,
  id bigint not null check (id > 0),
  session_id bigint not null,
  product_id bigint,
  min_quantity numeric(12, 3),
  primary key (tenant_id, id),
  foreign key (tenant_id, session_id) references demo.treatment_sessions,
  foreign key (tenant_id, product_id) references demo.products
);
create index session_products_by_session on demo.session_products (tenant_id, session_id, id);

-- Appointments ------------------------------------------------------------------------------------------------

create table demo.appointments (
  tenant_id bigint not null references demo.tenants,
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
  foreign key (tenant_id, customer_id) references demo.customers,
  foreign key (tenant_id, room_id) references demo.rooms,
  foreign key (tenant_id, doctor_id) references demo.memberships (tenant_id, user_id),
  foreign key (tenant_id, parent_appointment_id) references demo.appointments
);
create index appointments_by_parent
  on demo.appointments (tenant_id, parent_appointment_id, scheduled_at, id)
  where parent_appointment_id is not null;

create table demo.appointment_assistants (
  tenant_id bigint not null,
  appointment_id bigint not null,
  position int not null,
  user_id bigint not null,
  primary key (tenant_id, appointment_id, position),
  foreign key (tenant_id, appointment_id) references demo.appointments,
  foreign key (tenant_id, user_id) references demo.memberships (tenant_id, user_id)
);

create table demo.appointment_treatments (
  tenant_id bigint not null,
  appointment_id bigint not null,
  position int not null,
  treatment_id bigint not null,
  primary key (tenant_id, appointment_id, position),
  foreign key (tenant_id, appointment_id) references demo.appointments,
  foreign key (tenant_id, treatment_id) references demo.treatments
);

-- The version of the seed, and the day it was made for. At most one row.
create table demo.seed_run (
  single boolean primary key default true check (single),
  version int not null,
  seeded_on date not null
);

-- Row-level security -----------------------------------------------------------------------------------------------
-- Two settings of the transaction are the user and the tenant. Unset or empty they are null, and null equals nothing.

create function demo.current_tenant() returns bigint language sql stable parallel safe
  return nullif(current_setting('demo.tenant', true), '')::bigint;

create function demo.current_user_id() returns bigint language sql stable parallel safe
  return nullif(current_setting('demo.user', true), '')::bigint;

-- A timestamp in the format of the contract: UTC, to the second.
create function demo.iso_timestamp(at timestamptz) returns text language sql stable parallel safe
  return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');

-- Sets both for the transaction. The tenant is set only for a member of it; for anyone else it stays empty, and the
-- policies below show no rows.
create function demo.set_tenant_context(tenant bigint, member bigint) returns boolean language plpgsql volatile as $$
begin
  perform set_config('demo.tenant', '', true), set_config('demo.user', member::text, true);
  if not exists (select 1 from demo.memberships m where m.tenant_id = tenant and m.user_id = member) then
    return false;
  end if;
  perform set_config('demo.tenant', tenant::text, true);
  return true;
end $$;

do $$
declare
  table_name text;
begin
  foreach table_name in array array[
    'customers', 'tags', 'customer_tags', 'rooms', 'brands', 'products', 'treatment_groups', 'treatments',
    'treatment_users', 'treatment_sessions', 'session_products', 'appointments', 'appointment_assistants',
    'appointment_treatments'
  ] loop
    execute format('alter table demo.%I enable row level security', table_name);
    execute format('alter table demo.%I force row level security', table_name);
    execute format(
      'create policy tenant_isolation on demo.%I for select to demo_reader
         using (tenant_id = demo.current_tenant())', table_name);
    execute format('grant select on demo.%I to demo_reader', table_name);
  end loop;
end $$;

-- A user sees their own memberships and those of the current tenant.
alter table demo.memberships enable row level security;
alter table demo.memberships force row level security;
create policy membership_visible on demo.memberships for select to demo_reader
  using (user_id = demo.current_user_id() or tenant_id = demo.current_tenant());

alter table demo.tenants enable row level security;
alter table demo.tenants force row level security;
create policy member_tenants on demo.tenants for select to demo_reader
  using (exists (
    select 1 from demo.memberships m
    where m.tenant_id = tenants.id and m.user_id = demo.current_user_id()
  ));

alter table demo.users enable row level security;
alter table demo.users force row level security;
create policy tenant_users on demo.users for select to demo_reader
  using (
    id = demo.current_user_id()
    or exists (
      select 1 from demo.memberships m
      where m.tenant_id = demo.current_tenant() and m.user_id = users.id
    )
  );

grant select on demo.tenants, demo.users, demo.memberships, demo.unit_codes to demo_reader;
grant usage on schema demo to demo_reader;

-- The service itself writes and signs people in as the owner of these tables. If the owner is not a superuser,
-- forced row-level security binds it too.
do $$
declare
  table_name text;
begin
  for table_name in
    select c.relname from pg_class c
    where c.relnamespace = 'demo'::regnamespace and c.relkind = 'r' and c.relforcerowsecurity
  loop
    execute format(
      'create policy owner_access on demo.%I for all to %I using (true) with check (true)', table_name, current_user);
  end loop;
end $$;

-- set local role requires membership of the role if the owner is not a superuser.
do $$
begin
  if not pg_has_role(current_user, 'demo_reader', 'member') then
    execute format('grant demo_reader to %I', current_user);
  end if;
end $$;

-- The authorization server --------------------------------------------------------------------------------------

-- The records of oidc-provider: sessions, codes, tokens, grants. `id_hash` and `uid_hash` are SHA-256: an opaque token is
-- its id, and this table contains no token.
create table demo.oauth_records (
  model text not null,
  id_hash bytea not null,
  grant_id text,
  uid_hash bytea,
  payload jsonb not null,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (model, id_hash)
);
create index oauth_records_by_grant on demo.oauth_records (grant_id) where grant_id is not null;
create unique index oauth_records_by_uid on demo.oauth_records (model, uid_hash) where uid_hash is not null;
create index oauth_records_by_expiry on demo.oauth_records (expires_at) where expires_at is not null;
