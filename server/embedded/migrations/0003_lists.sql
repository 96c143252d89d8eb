-- What the calendar, lists and search need. Under row-level security a condition reaches an index only if its operator is
-- leakproof, which comparisons of text and time are, and `like` is not. So text is searched by ranges of folded words
-- and of digits.

alter table demo.appointments
  add column duration_minutes int check (duration_minutes > 0),
  -- The time that it was moved from.
  add column original_scheduled_at timestamptz,
  -- A move that the customer has not confirmed.
  add column proposed_scheduled_at timestamptz,
  add column pending_expires_at timestamptz,
  -- The order of lists: unscheduled appointments are last.
  add column listed_at timestamptz not null
    generated always as (coalesce(scheduled_at, timestamptz 'infinity')) stored;

create index appointments_by_time on demo.appointments (tenant_id, listed_at, id);
create index appointments_by_original_time on demo.appointments (tenant_id, original_scheduled_at, id)
  where original_scheduled_at is not null;
create index appointments_by_customer on demo.appointments (tenant_id, customer_id, listed_at, id);
create index appointments_by_doctor on demo.appointments (tenant_id, doctor_id, listed_at, id);
create index appointments_by_room on demo.appointments (tenant_id, room_id, listed_at, id);
create index appointments_by_status on demo.appointments (tenant_id, status, listed_at, id);

-- Times of a doctor without an appointment, whose reason the others do not see.
create table demo.calendar_blocks (
  tenant_id bigint not null references demo.tenants,
  id bigint not null check (id > 0),
  user_id bigint not null,
  start_at timestamptz not null,
  end_at timestamptz not null check (end_at > start_at),
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references demo.memberships (tenant_id, user_id)
);
create index calendar_blocks_by_time on demo.calendar_blocks (tenant_id, start_at, id);

-- Without case, accents and the differences between variants of letters. Marks are removed before the case is changed,
-- because with some collations only ASCII has case.
create function demo.fold(value text) returns text language sql immutable parallel safe as $$
  select replace(replace(replace(translate(
    lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f\u0640\u064b-\u065f\u200b-\u200f\u00ad]', '', 'g')),
    'ıİłŁøØđĐىیېکہھةٱ٠١٢٣٤٥٦٧٨٩’‘ʼ‐‑–—', 'iillooddيييكههها0123456789''''''----'),
    'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
$$;

-- The words of a text, folded and without punctuation.
create function demo.words(value text) returns setof text language sql immutable parallel safe as $$
  select distinct word from regexp_split_to_table(demo.fold(value), '[][\s''".,;:/()&+_-]+') word where word <> ''
$$;

-- The first text after every text that begins with `prefix`, in the order of the collation C.
create function demo.after_prefix(prefix text) returns text language sql immutable parallel safe as $$
  select prefix || chr(1114111)
$$;

alter table demo.customers
  add column phone_digits text collate "C"
    generated always as (regexp_replace(phone_number, '\D', '', 'g')) stored,
  -- The last digits are a prefix of this.
  add column phone_digits_reversed text collate "C"
    generated always as (reverse(regexp_replace(phone_number, '\D', '', 'g'))) stored;

create index customers_by_phone on demo.customers (tenant_id, phone_digits, id);
create index customers_by_phone_end on demo.customers (tenant_id, phone_digits_reversed, id);
create index customers_by_identity_number on demo.customers (tenant_id, identity_number);

create table demo.customer_words (
  tenant_id bigint not null,
  word text collate "C" not null,
  customer_id bigint not null,
  primary key (tenant_id, word, customer_id),
  foreign key (tenant_id, customer_id) references demo.customers on delete cascade
);
create unique index customer_words_by_customer on demo.customer_words (tenant_id, customer_id, word);

create function demo.index_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from demo.customer_words w using changed
    where w.tenant_id = changed.tenant_id and w.customer_id = changed.id;
  end if;
  insert into demo.customer_words (tenant_id, word, customer_id)
  select tenant_id, word, id from changed, demo.words(concat_ws(' ', first_name, last_name)) word;
  return null;
end $$;

create trigger customers_inserted after insert on demo.customers
  referencing new table as changed for each statement execute function demo.index_words();
create trigger customers_updated after update on demo.customers
  referencing new table as changed for each statement execute function demo.index_words();

insert into demo.customer_words (tenant_id, word, customer_id)
select tenant_id, word, id from demo.customers, demo.words(concat_ws(' ', first_name, last_name)) word;

do $$
declare
  table_name text;
begin
  foreach table_name in array array['calendar_blocks', 'customer_words'] loop
    execute format('alter table demo.%I enable row level security', table_name);
    execute format('alter table demo.%I force row level security', table_name);
    execute format(
      'create policy tenant_isolation on demo.%I for select to demo_reader
         using (tenant_id = demo.current_tenant())', table_name);
    execute format(
      'create policy owner_access on demo.%I for all to %I using (true) with check (true)', table_name, current_user);
    execute format('grant select on demo.%I to demo_reader', table_name);
  end loop;
end $$;
