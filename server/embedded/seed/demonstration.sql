-- The demonstration data: made-up clinics, staff, customers and appointments, relative to the day in the setting
-- demo.today. Runs once, in one transaction, on empty tables. docs/demonstration-data.md says what each appointment
-- shows. Nobody can be reached or exist: phone numbers are from ranges reserved for fiction or without subscribers,
-- mail addresses are example.com, identity numbers fail their own check digit.

-- Customers of a clinic: `customer_count` of them, from `first_id` on.
create or replace function demo.add_customers(clinic bigint, first_id bigint, customer_count int, today date)
returns void language sql as $$
  with origin (tenant_id, first_names, last_names, country, phone_prefix, phone_digits, address) as (values
    (1, '{Ayşe,Fatma,Zehra,Elçin,Gül,Şule,Büşra,İpek,Nazlı,Ömer,Çağrı,Emre,Barış,Oğuz,Tuğba,Yiğit,Ilgın,Ümit}'::text[],
        '{Yıldız,Öztürk,Koç,Kılıç,Aslan,Doğan,Güneş,Şimşek,Çetin,Ünal,Işık,Özdemir,Bozkurt,Sarı}'::text[],
        'Türkiye', '+90 532 000 00 ', 2, 'Papatya Sok. %s, Şişli, İstanbul'),
    (2, '{Amelia,Harper,Evelyn,Nora,Hazel,Iris,Jonah,Felix,Miles,Owen,Theo,Ruth,Clara,Silas,Ada,Hugo}',
        '{Whitfield,Marlowe,Ashby,Calloway,Thorne,Beckett,Sinclair,Winslow,Prescott,Hargrove,O’Rourke}',
        'United States', '+1 212 555 01', 2, '%s Sample Street, New York, NY'),
    (3, '{مريم,ليلى,نور,سلمى,Hana,Layan,يوسف,عمر,Karim,Rami,Amal,هدى}',
        '{الحسن,الخطيب,النجار,Haddad,Mansour,Saleh,العلي,Qasim,درويش}',
        'United Kingdom', '+44 20 7946 0', 3, '%s Example Road, London')
  )
  insert into demo.customers (tenant_id, id, first_name, last_name, phone_number, email, date_of_birth, country_name,
    identity_number, job, address, default_channel_id, related_user_id, created_at, updated_at)
  select clinic, id,
    first_names[1 + id * 7 % cardinality(first_names)],
    last_names[1 + id * 5 % cardinality(last_names)],
    case when id % 9 > 0 then phone_prefix || lpad((id % (10 ^ phone_digits)::int)::text, phone_digits, '0') end,
    case when id % 8 > 0 then format('customer%s.clinic%s@example.com', id, clinic) end,
    case when id % 7 > 0 then date '1950-01-01' + (id * 7919 % 20001)::int end,
    case when id % 11 > 0 then country end,
    -- The tenth digit of a real number follows from the first nine. Here it is that digit plus one.
    case when clinic = 1 and id % 10 > 0 then nine || (weighted % 10 + 11) % 10 || id % 10 end,
    case when id % 12 > 0 then
      ('{Architect,Teacher,Öğretmen,Software developer,Mühendis,Nurse,Chef,طبيبة}'::text[])[1 + id * 3 % 8] end,
    case when id % 13 > 0 then format(origin.address, 1 + id * 7 % 120) end,
    case when id % 2 > 0 then 1 + id % 3 end,
    case when id % 3 = 0 then (select min(user_id) from demo.treatment_users where tenant_id = clinic and treatment_id = 2) end,
    created + time '08:30',
    case when id % 10 > 2 then created + (id % 10)::int + time '10:00' end
  from origin
  cross join generate_series(first_id, first_id + customer_count - 1) id
  cross join lateral (select (100000000 + id * 7919 % 900000000)::text, today - 10 - (id * 37 % 890)::int) made (nine, created)
  cross join lateral (
    select sum(substr(nine, digit, 1)::int * case when digit % 2 = 1 then 7 else -1 end) from generate_series(1, 9) digit
  ) check_digit (weighted)
  where origin.tenant_id = clinic;

  insert into demo.customer_tags (tenant_id, customer_id, position, tag_id)
  select clinic, id, position, ('{1,2,3,7}'::int[])[1 + (id / 3 + position) % 4]
  from generate_series(first_id, first_id + customer_count - 1) id, generate_series(1, (id % 3)::int) position;
$$;

-- Everyday appointments of a clinic: `appointment_count` of them, from `first_id` on, over three months back and two
-- ahead of `today`. Every fourth follows an earlier one.
create or replace function demo.add_appointments(clinic bigint, first_id bigint, appointment_count int, today date)
returns void language plpgsql as $$
declare
  zone text := (select coalesce(timezone, 'UTC') from demo.tenants where id = clinic);
  customers bigint[] := (select array_agg(id order by id) from demo.customers where tenant_id = clinic);
  rooms bigint[] := (select array_agg(id order by id) from demo.rooms where tenant_id = clinic);
  treatments int[] := '{1,2,3,4,5,6,101,113,122}';
  times time[] := '{09:00,09:30,10:15,11:00,11:45,13:30,14:15,15:00,16:30,17:15}';
  doctors bigint[];
  assistants bigint[];
begin
  -- The staff of a clinic are those who belong to no other.
  select array_agg(id order by id) filter (where name ~ '^(Dr|د)\.'), array_agg(id order by id) filter (where name !~ '^(Dr|د)\.')
  into doctors, assistants
  from (
    select id, name from demo.users join demo.memberships on user_id = id
    group by id, name having array_agg(tenant_id) = array[clinic]
  ) staff;

  insert into demo.appointments (tenant_id, id, customer_id, room_id, doctor_id, parent_appointment_id, code,
    relation_type, scheduled_at, status, creation_type, created_at, updated_at)
  select clinic, id,
    customers[1 + id * 7 % cardinality(customers)],
    rooms[1 + id / 2 % cardinality(rooms)],
    doctors[1 + id % cardinality(doctors)],
    case when follows then greatest(first_id, id - 1 - id / 4 % 9) end,
    to_char(today, '"APT-"YYYY-') || lpad(id::text, greatest(5, length(id::text)), '0'),
    case when follows then ('{follow_up,control}'::text[])[1 + id / 4 % 2]
      else ('{consultation,treatment,null}'::text[])[1 + id % 3] end,
    (today + days + times[1 + id * 3 % 10]) at time zone zone,
    case when days < 0 then ('{completed,completed,completed,no_show,cancelled}'::text[])[1 + id % 5]
      else ('{confirmed,pending}'::text[])[1 + id / 3 % 2] end,
    ('{online,reception,phone,whatsapp}'::text[])[1 + id / 5 % 4],
    created, created
  from generate_series(first_id, first_id + appointment_count - 1) id
  cross join lateral (select (id * 37 % 151)::int - 90, id % 4 = 0 and id > first_id) picked (days, follows)
  cross join lateral (select (today + least(days, 0) - 9 + time '09:15') at time zone zone) booked (created);

  insert into demo.appointment_assistants (tenant_id, appointment_id, position, user_id)
  select clinic, id, position, assistants[1 + (id / 3 + position) % cardinality(assistants)]
  from generate_series(first_id, first_id + appointment_count - 1) id, generate_series(1, (id % 3)::int) position;

  insert into demo.appointment_treatments (tenant_id, appointment_id, position, treatment_id)
  select clinic, id, position, treatments[1 + (id + position * 2) % cardinality(treatments)]
  from generate_series(first_id, first_id + appointment_count - 1) id, generate_series(1, 1 + (id / 2 % 3)::int) position;
end $$;

-- Clinics and staff -------------------------------------------------------------------------------------------

set local time zone 'UTC';
create temp table seed on commit drop as
select day as today, day - 400 + time '09:00' as entered_at
from (select current_setting('demo.today')::date) setting (day);

insert into demo.tenants (id, name, timezone) values
  (1, 'Nişantaşı Clinic', 'Europe/Istanbul'),
  (2, 'Hudson Square Aesthetics', 'America/New_York'),
  (3, 'Al Noor Skin Centre', null);

create temp table staff on commit drop as
select * from (values
  (1, 'Elif Yılmaz', 'elif.yilmaz', '{1,2,3}'::int[]),
  (2, 'Dr. Selin Aydın', 'selin.aydin', '{1}'),
  (3, 'Mert Kaya', 'mert.kaya', '{1}'),
  (4, 'Buse Demir', 'buse.demir', '{1}'),
  (5, 'Dr. Kerem Şahin', 'kerem.sahin', '{1}'),
  (6, 'İrem Çelik', 'irem.celik', '{1}'),
  (7, 'Dr. Olivia Bennett', 'olivia.bennett', '{2}'),
  (8, 'Dr. Marcus Reed', 'marcus.reed', '{2}'),
  (9, 'Grace Holloway', 'grace.holloway', '{2}'),
  (10, 'Tyler Novak', 'tyler.novak', '{2}'),
  (11, 'Dr. Leila Haddad', 'leila.haddad', '{3}'),
  (12, 'د. سامر الخطيب', 'user12', '{3}'),
  (13, 'Nour Mansour', 'nour.mansour', '{3}'),
  (14, 'Yusuf Karim', 'yusuf.karim', '{3}'),
  (15, 'Deniz Arslan', 'deniz.arslan', '{1,2}'),
  (16, 'Can Polat', 'can.polat', '{}')
) person (id, name, username, clinics);
insert into demo.users (id, name) select id, name from staff;
insert into demo.accounts (user_id, username) select id, username || '@example.com' from staff;
insert into demo.memberships (tenant_id, user_id) select unnest(clinics), id from staff;

insert into demo.rooms (tenant_id, id, name, status, created_at, updated_at)
select room.*, entered_at, entered_at from seed, (values
  (1, 1, 'Room 1 – Consultation', 'active'),
  (1, 2, 'Room 2 – Laser suite', 'active'),
  (1, 3, 'Room 3 – Injectables', 'active'),
  (1, 4, 'Oda 4 – Eski lazer odası', 'inactive'),
  (2, 1, 'Suite A', 'active'),
  (2, 2, 'Suite B', 'maintenance'),
  (2, 3, 'Consult room', 'active'),
  (3, 1, 'غرفة ١', 'active'),
  (3, 2, 'Room 2', 'active')
) room;

insert into demo.tags (tenant_id, id, name, color, created_at, updated_at, deleted_at)
select tenants.id, tag.*, entered_at, entered_at, case when tag.id = 8 then entered_at end
from seed, demo.tenants, (values
  (1, 'VIP', '#ffe8d6'),
  (2, 'Latex allergy', '#fde2e4'),
  (3, 'Prefers WhatsApp', '#e0ecff'),
  (4, 'Needs a call back', '#ffff00'),
  (5, 'Haftaiçi öğleden sonra', '#808080'),
  (6, 'يفضل الصباح', 'sunset-ish'),
  (7, 'Referred by a friend', null),
  (8, 'Old campaign', '#7b1fa2'),
  (9, null, '#0b6e6e')
) tag (id, name, color);

-- The catalogue, the same in every clinic -----------------------------------------------------------------------

insert into demo.unit_codes (id, name, code) values
  ('SYR', 'syringe', 'SYR'), ('GRM', 'g', 'GRM'), ('C62', 'pcs', 'C62'), ('MLT', 'ml', 'MLT');

insert into demo.brands (tenant_id, id, name)
select tenants.id, brand.* from demo.tenants, (values
  (1, 'Galderma'), (2, 'EMLA'), (3, 'TSK'), (4, 'House brand')
) brand;

insert into demo.products (tenant_id, id, name, full_name, brand_id, unit_code_id)
select tenants.id, product.* from demo.tenants, (values
  (1, 'Restylane Vital Light', 'Restylane Vital Light 1 ml', 1, 'SYR'),
  (2, 'Lidocaine 2% cream', 'Lidocaine 2% cream 30 g', 2, 'GRM'),
  (3, 'Cannula 25G', 'Cannula 25G 50 mm', 3, 'C62'),
  (4, 'Glycolic acid 30%', 'Glycolic acid 30% 60 ml', 4, 'MLT'),
  (5, 'Sterile gauze', 'Sterile gauze 10 × 10 cm', null, 'C62'),
  (6, 'Cooling gel', null, 4, 'GRM'),
  (7, 'Unlabelled sample', null, null, null)
) product;

insert into demo.treatment_groups (tenant_id, id, name, is_active)
select tenants.id, treatment_group.* from demo.tenants, (values
  (1, 'Injectables', true), (2, 'Devices', true), (3, 'Skin care', true), (4, 'Laser hair removal', true),
  (5, 'Retired methods', false)
) treatment_group;

-- `sessions` of them, `gap` days apart. `users` are the clinic's first doctor and first assistant.
create temp table catalogue on commit drop as
select * from (values
  (1, 'Hydrating skin booster', 1, 8500.00, 20.0, 'true', 4, 21, '["hyaluronic acid", "hydration"]'::jsonb, '{doctor,assistant}'::text[]),
  (2, 'LED phototherapy', 2, 2400.00, 20, 'true', 3, 7, '["light"]', '{assistant}'),
  (3, 'Consultation', 3, 750.00, 20, 'true', 0, 0, '[]', '{doctor}'),
  (4, 'Botulinum toxin, upper face', 1, 6200.00, 20, 'true', 2, 120, '[]', '{doctor}'),
  (5, 'Chemical peel', 3, 1950.75, 10, 'true', 3, 28, '[]', '{doctor,assistant}'),
  (6, 'Microneedling', 2, 3300.00, 20, 'true', 4, 30, '[]', '{assistant}'),
  (10, 'Carbon peel (no longer offered)', 5, 1200.00, 20, 'false', 2, 14, '[]', '{}'),
  (11, 'Ozone therapy', 5, 900.00, 20, 'false', 3, 7, '[]', '{}'),
  (12, 'Complimentary skin analysis', 3, 0.00, 0, 'true', 1, 0, '[]', '{}'),
  (13, 'Treatment priced on the day', 3, null, null, 'true', 0, 0, '[]', '{}'),
  (14, 'Mesotherapy (gaps and offsets disagree)', 1, 3100.50, 8, 'true', 3, 14, '[]', '{}'),
  (15, 'Enzyme peel (offsets missing)', 3, 1750.00, 20, 'true', 3, 10, '[]', '{}'),
  (16, 'PRP (sessions without order or gaps)', 1, 2600.00, 20, 'true', 2, 0, '[]', '{}'),
  (17, null, null, null, null, 'true', 0, 0, '[]', '{}'),
  (18, 'Fractional non-ablative rejuvenation of face, neck and décolletage with post-treatment barrier repair and twelve-week photoprotection follow-up',
    2, 12345678.90, 18.5, 'true', 6, 28, '["fractional", "rejuvenation", "photoprotection", "barrier repair"]', '{}')
) treatment (id, name, group_id, price, tax_rate, is_active, sessions, gap, keywords, users);

-- The long plan: thirty areas, each with two lasers, sixty treatments from 101 on.
insert into catalogue
select 101 + n, format('Laser hair removal – %s, %s', areas[1 + n % 30], case when n < 30 then 'alexandrite' else 'diode' end),
  4, 450 + n % 12 * 75, 20, 'true', 3 + n % 4, 42, '["laser", "hair removal"]', '{assistant}'
from generate_series(0, 59) n, (values (
  ('{Upper lip,Chin,Cheeks,Full face,Neck,Nape,Shoulders,Upper back,Lower back,Chest,Abdomen,Navel line,Underarms,' ||
   'Upper arms,Forearms,Hands,Fingers,Bikini line,Full bikini,Buttocks,Thighs,Knees,Lower legs,Feet,Toes,Sideburns,' ||
   'Brow line,Ears,Jaw line,Flanks}')::text[]
)) body (areas);

-- What sessions use, from `first` to `last`, in this order.
create temp table supplies on commit drop as
select * from (values
  (1, 1, 3, 1, 1, 2.0), (1, 1, 3, 2, 2, 5), (1, 1, 3, 3, 3, 2), (1, 4, 4, 1, 1, 1), (1, 4, 4, 2, 2, 5),
  (4, 1, 2, 1, 5, 4),
  (5, 1, 3, 1, 4, 7.5), (5, 1, 3, 2, 5, 6),
  (6, 1, 4, 1, 2, 10), (6, 1, 4, 2, 5, 4),
  (14, 1, 2, 1, 1, 1), (14, 3, 3, 1, 1, 0.5),
  (15, 1, 2, 1, 4, 15),
  (16, 1, 1, 1, 7, null), (16, 2, 2, 1, null, 2),
  (18, 1, 6, 1, 6, 12.5)
) supply (treatment_id, first, last, position, product_id, min_quantity);
insert into supplies
select 101 + n, 1, 6, 1, 6, 10 + n % 5 * 2.5 from generate_series(0, 59) n
union all select 101 + n, 1, 6, 2, 5, 2 from generate_series(0, 59) n;

insert into demo.treatments (tenant_id, id, group_id, name, keywords, price, tax_rate, session_count, is_active, created_at, updated_at)
select tenants.id, t.id, group_id, t.name, keywords, price, tax_rate, sessions, is_active, entered_at, entered_at
from seed, demo.tenants, catalogue t;
update demo.treatments set deleted_at = entered_at from seed where id = 11;
update demo.treatments set session_count = null where id = 17;
update demo.treatments set description = 'Micro-injections of stabilised hyaluronic acid across the face.',
  extra_info = '{"photos": true, "consent_form": "SB-2"}' where id = 1;
update demo.treatments set
  description = rtrim(repeat('A name, a price and a description at the far end of what is entered in practice. ', 6)),
  extra_info = '{"patch_test": true, "downtime_days": 3, "contraindications": "isotretinoin within 6 months"}' where id = 18;

insert into demo.treatment_users (tenant_id, treatment_id, position, user_id)
select staff.tenant_id, t.id, position, case role when 'doctor' then doctor else assistant end
from catalogue t cross join unnest(users) with ordinality entry (role, position)
cross join (values (1, 2, 3), (2, 7, 9), (3, 11, 13)) staff (tenant_id, doctor, assistant);

create temp table numbered_sessions on commit drop as
select row_number() over (order by t.id, n) as id, t.id as treatment_id, n, case when n < sessions then gap end as gap, (n - 1) * gap as days
from catalogue t, generate_series(1, sessions) n;
insert into demo.treatment_sessions (tenant_id, id, treatment_id, session_order, next_gap_days, offset_days)
select tenants.id, s.id, treatment_id, n, gap, days from demo.tenants, numbered_sessions s;
-- Gaps that disagree with the offsets, sessions without offsets, and sessions without order, gaps or offsets.
update demo.treatment_sessions set offset_days = ('{0,21,30}'::int[])[session_order] where treatment_id = 14;
update demo.treatment_sessions set offset_days = null where treatment_id = 15;
update demo.treatment_sessions set session_order = null, next_gap_days = null, offset_days = null where treatment_id = 16;

insert into demo.session_products (tenant_id, id, session_id, product_id, min_quantity)
select tenants.id, use.* from demo.tenants, (
  select row_number() over (order by s.id, position), s.id, product_id, min_quantity
  from numbered_sessions s join supplies p on p.treatment_id = s.treatment_id and n between first and last
) use;

-- Customers ---------------------------------------------------------------------------------------------------

select demo.add_customers(clinic, first_id, customer_count, today) from seed, (values
  (1, 1154, 33), (1, 1188, 22), (2, 201, 40), (3, 501, 30)
) clinic (clinic, first_id, customer_count);

-- Those that the appointments below are about.
insert into demo.customers (tenant_id, id, first_name, last_name, phone_number, email, date_of_birth, country_name,
  identity_number, job, address, default_channel_id, related_user_id, created_at, updated_at)
select 1, customer.*, entered_at, entered_at from seed, (values
  (1187, 'Zeynep', 'Öztürk', '+90 532 000 00 42', 'zeynep@example.com', date '1992-03-03', 'Türkiye', '10000004210', 'Architect', 'Teşvikiye Mah. 14, Şişli, İstanbul', 2, 1),
  (1150, 'Ayla', null, null, null, null, null, null, null, null, null, null),
  (1151, 'مريم', 'الحسن', '+90 532 000 00 51', 'maryam@example.com', '1988-11-30', 'الأردن', null, 'مهندسة معمارية', 'شارع الرينبو ١٢، عمّان', null, null),
  (1152, 'Ilgın', 'Işık', '+90 532 000 00 52', 'ilgin@example.com', '2000-02-29', 'Türkiye', null, null, null, null, null),
  (1153, 'Umut', 'Sarı', null, 'umut@example.com', null, null, null, null, null, null, null)
) customer;
update demo.customers set created_at = null, updated_at = null where tenant_id = 1 and id = 1150;
update demo.customers set deleted_at = created_at where tenant_id = 1 and id = 1153;
insert into demo.customer_tags (tenant_id, customer_id, position, tag_id)
select 1, customer_id, position, tag_id
from (values (1187, '{1,2,3}'::int[]), (1151, '{6}'), (1152, '{4,5,6,7,9}'), (1153, '{8}')) tagged (customer_id, tags)
cross join unnest(tags) with ordinality tag (tag_id, position);

-- Appointments ------------------------------------------------------------------------------------------------

select demo.add_appointments(id, 101, case id when 1 then 170 when 2 then 120 else 90 end, today) from seed, demo.tenants;

-- Two customers with the appointments below only: a namesake of 1187, and one whose phone number ends alike.
insert into demo.customers (tenant_id, id, first_name, last_name, phone_number, email, date_of_birth, country_name,
  identity_number, job, default_channel_id, created_at, updated_at)
select 1, customer.*, entered_at, entered_at from seed, (values
  (1210, 'Zeynep', 'Öztürk', '+90 532 000 00 17', 'zeynep.ozturk@example.com', date '1987-06-11', 'Türkiye', '10000004220', 'Teacher', 1),
  (1211, 'Emma', 'Clarke', '+44 20 7946 0042', 'emma@example.com', '1979-09-08', 'United Kingdom', null, 'Nurse', 2)
) customer;

-- Full days of clinics 1 and 2, from three days ago to ten ahead: two doctors whose appointments overlap.
insert into demo.appointments (tenant_id, id, customer_id, room_id, doctor_id, code, relation_type, scheduled_at, status,
  creation_type, created_at, updated_at)
select clinic, id, customers[1 + id * 11 % cardinality(customers)], rooms[1 + id % cardinality(rooms)],
  doctors[1 + slot % 2], to_char(today, '"APT-"YYYY-') || to_char(id, 'FM00000'),
  ('{consultation,treatment,control}'::text[])[1 + id % 3],
  (today + day + time '09:00' + slot / 2 * interval '75 minutes' + slot % 2 * interval '20 minutes') at time zone zone,
  case when day < 0 or day = 0 and slot < 3 then ('{completed,completed,no_show}'::text[])[1 + id % 3]
    when id % 11 = 0 then 'cancelled' else ('{confirmed,confirmed,pending}'::text[])[1 + id % 3] end,
  ('{online,reception,phone,whatsapp}'::text[])[1 + id % 4], created, created
from seed
cross join (values
  (1, 'Europe/Istanbul', '{2,5}'::bigint[], '{1,2,3}'::bigint[], 10),
  (2, 'America/New_York', '{7,8}', '{1,3}', 6)
) plan (clinic, zone, doctors, rooms, slots)
cross join lateral (select array_agg(c.id order by c.id) from demo.customers c where c.tenant_id = clinic and c.id not in (1187, 1210, 1211)) all_of (customers)
cross join generate_series(-3, 10) day
cross join generate_series(0, slots - 1) slot
cross join lateral (select 401 + (day + 3) * slots + slot) numbered (id)
cross join lateral (select (today + least(day, 0) - 9 + time '09:15') at time zone zone) booked (created);
insert into demo.appointment_treatments (tenant_id, appointment_id, position, treatment_id)
select tenant_id, id, position, ('{1,2,3,4,5,6}'::int[])[1 + (id + position * 2) % 6]
from demo.appointments, generate_series(1, 1 + (id % 2)::int) position where id between 401 and 600;

-- The fixed ones. `day` counts from today; day and time are the clinic's wall clock.
create temp table showcase (
  tenant_id int, id int, day int, time time, status text, relation_type text, creation_type text,
  customer_id int, doctor_id int, room_id int, parent_id int, assistants int[], treatments int[]
) on commit drop;
insert into showcase values
  (1, 42, 2, '14:30', 'confirmed', 'follow_up', 'online', 1187, 2, 2, 38, '{3,4}', '{1,2}'), -- The whole page
  (1, 38, -19, '11:00', 'completed', 'consultation', 'phone', 1187, 2, 1, null, '{}', '{3}'), -- Parent of 42
  (1, 57, 16, '10:00', 'pending', 'control', 'reception', 1187, 2, 1, 42, '{}', '{3}'), -- Child of 42
  (1, 1, 1, '10:00', 'cancelled', null, 'reception', 1160, 2, 1, null, '{}', '{5}'), -- Cancelled, with a reason
  (1, 2, 3, '11:30', 'cancelled', null, 'reception', 1161, 5, 3, null, '{}', '{4}'), -- Cancelled, without a reason
  (1, 3, 4, '12:00', 'pending', null, 'reception', 1162, 5, 3, null, '{}', '{6}'), -- Soft-deleted
  (1, 4, null, null, 'pending', null, 'reception', 1163, 2, null, null, '{}', '{1}'), -- Not scheduled yet
  (1, 5, 5, '15:00', 'pending', null, 'reception', 1164, null, null, null, '{}', '{5}'), -- No doctor, room or assistants
  (1, 6, 5, '16:00', 'confirmed', null, 'reception', null, 2, 1, null, '{}', '{3}'), -- Without a customer
  (1, 7, 6, '09:30', 'confirmed', null, 'reception', 1165, 5, 1, null, '{}', '{}'), -- No treatments, no relatives
  (1, 8, -42, '13:00', 'completed', 'consultation', 'reception', 1166, 5, 3, null, '{}', '{6}'), -- A chain of five
  (1, 9, -21, '13:00', 'completed', 'follow_up', 'reception', 1166, 5, 3, 8, '{}', '{6}'),
  (1, 10, 0, '13:00', 'confirmed', 'follow_up', 'reception', 1166, 5, 3, 9, '{}', '{6}'),
  (1, 11, 21, '13:00', 'confirmed', 'follow_up', 'reception', 1166, 5, 3, 10, '{}', '{6}'),
  (1, 12, 42, '13:00', 'confirmed', 'follow_up', 'reception', 1166, 5, 3, 11, '{}', '{6}'),
  (1, 13, 7, '10:30', 'confirmed', null, 'reception', 1167, 2, 1, null, '{}', '{3,12,13}'), -- No sessions; free; no price
  (1, 14, 7, '11:30', 'confirmed', null, 'reception', 1168, 2, 2, null, '{}', '{10,11,2}'), -- Inactive and deleted treatments
  (1, 15, 8, '09:00', 'confirmed', null, 'reception', 1169, 5, 2, null, '{3}', '{}'), -- A plan of sixty treatments
  (1, 16, 8, '14:00', 'confirmed', null, 'reception', 1152, 2, 1, null, '{}', '{3}'), -- Tag colors that are hard to read
  (1, 17, 9, '10:00', 'awaiting_lab_results', 'second_opinion', 'partner_kiosk', 1170, 5, 3, null, '{}', '{5}'), -- Unknown codes
  (1, 18, 9, '12:30', 'confirmed', null, 'reception', 1151, 2, 3, null, '{}', '{1}'), -- Arabic name and notes
  (1, 19, 10, '09:45', 'pending', null, 'reception', 1150, 5, 1, null, '{}', '{3}'), -- A customer with almost no data
  (1, 20, 10, '11:15', 'confirmed', null, 'reception', 1171, 2, 3, null, '{}', '{14}'), -- Gaps disagree with the offsets
  (1, 21, 11, '10:00', 'confirmed', null, 'reception', 1172, 2, 3, null, '{}', '{15,16}'), -- No offsets; no order or gaps
  (1, 22, 11, '14:00', 'confirmed', null, 'reception', 1173, 5, 4, null, '{}', '{2}'), -- An inactive room
  (1, 23, -6, '15:30', 'completed', null, 'reception', 1174, 2, 2, null, '{}', '{5}'), -- Past, completed
  (1, 24, -5, '10:30', 'no_show', null, 'reception', 1175, 5, 3, null, '{}', '{4}'), -- Past, no show
  (1, 25, 12, '13:30', 'confirmed', null, 'reception', 1176, 2, 1, null, '{}', '{1}'), -- Very long notes
  (1, 26, 12, '15:30', 'confirmed', null, 'reception', 1177, 5, 2, null, '{}', '{17,18}'), -- An empty treatment; a long name
  (1, 27, 13, '09:00', 'confirmed', null, 'reception', 1153, 2, 1, null, '{}', '{3}'), -- A soft-deleted customer
  (1, 28, 13, '11:00', null, null, null, 1178, 5, 1, null, '{}', '{}'), -- No codes
  (1, 29, 0, '00:10', 'confirmed', null, 'reception', 1179, 2, 2, null, '{}', '{6}'), -- Just after midnight
  (1, 30, -3, '16:00', 'confirmed', null, 'reception', 1180, 5, 3, null, '{}', '{4}'), -- Past, never closed
  (1, 58, 1, '11:45', 'confirmed', null, 'phone', 1211, 5, 2, null, '{}', '{3}'), -- The phone number ends in 0042
  (1, 59, 0, '16:00', 'confirmed', 'consultation', 'phone', 1210, 5, 3, null, '{}', '{3}'), -- A namesake of the customer of 42
  (1, 60, 2, '10:15', 'confirmed', null, 'phone', 1181, 2, 1, null, '{}', '{2}'), -- Moved from the day before
  (1, 61, 3, '09:15', 'confirmed', null, 'online', 1182, 5, 2, null, '{}', '{6}'), -- A move that waits for confirmation
  (2, 42, 1, '09:30', 'pending', 'consultation', 'phone', 205, 7, 1, null, '{9}', '{4}'), -- The same number as in clinic 1
  (2, 30, null, '09:30', 'confirmed', null, 'reception', 206, 8, 3, null, '{}', '{2,6}'), -- The day before the clocks change
  (2, 31, null, '01:30', 'confirmed', null, 'reception', 207, 7, 1, null, '{}', '{5}'), -- In the hour of the change
  (2, 32, null, '01:30', 'confirmed', null, 'reception', 208, 7, 1, null, '{}', '{5}'), -- In the hour of the next change
  (3, 7, 2, '12:00', 'confirmed', null, 'reception', 505, 12, 1, null, '{}', '{1}'); -- A clinic without a time zone
update showcase set treatments = array(select generate_series(101, 160)) where id = 15;

-- When the clocks of clinic 2 change next: 30 is the day before; 31 and, the second time, 32 are in the hour that is
-- skipped, or comes twice.
create temp table clock_changes on commit drop as
select row_number() over (order by day) as n, day::date - today as day, length > interval '24 hours' as back
from seed, generate_series((today + 2)::timestamp, today + 368, interval '1 day') day,
  lateral (select (day + interval '1 day') at time zone 'America/New_York' - day at time zone 'America/New_York') local_day (length)
where length <> interval '24 hours' order by day limit 2;
update showcase set day = change.day - (id = 30)::int, time = case when id > 30 and not back then '02:30' else time end
from clock_changes change where tenant_id = 2 and id in (30, 31, 32) and n = case id when 32 then 2 else 1 end;

insert into demo.appointments (tenant_id, id, customer_id, room_id, doctor_id, parent_appointment_id, code,
  relation_type, scheduled_at, status, creation_type, created_at, updated_at)
select tenant_id, s.id, customer_id, room_id, doctor_id, parent_id, to_char(today, '"APT-"YYYY-') || to_char(s.id, 'FM00000'),
  relation_type, (today + day + time) at time zone zone, status, creation_type, created, created
from seed, showcase s join demo.tenants t on t.id = tenant_id
cross join lateral (select coalesce(timezone, 'UTC')) clinic (zone)
cross join lateral (select (today + least(coalesce(day, 0), 0) - 9 + time '09:15') at time zone zone) booked (created);
insert into demo.appointment_assistants (tenant_id, appointment_id, position, user_id)
select tenant_id, id, position, user_id from showcase, unnest(assistants) with ordinality assistant (user_id, position);
insert into demo.appointment_treatments (tenant_id, appointment_id, position, treatment_id)
select tenant_id, id, position, treatment_id from showcase, unnest(treatments) with ordinality treatment (treatment_id, position);

-- Of an hour that comes twice, "at time zone" takes the second; 31 and 32 are in the first.
update demo.appointments set scheduled_at = scheduled_at - interval '1 hour'
from clock_changes where tenant_id = 2 and id = 30 + n and back;
update demo.appointments set
  created_at = (today - 10 + time '09:12') at time zone 'Europe/Istanbul',
  updated_at = (today - 2 + time '16:40') at time zone 'Europe/Istanbul',
  description = E'Prefers topical anaesthetic 30 minutes before. Mild swelling after last visit, resolved in 48 h.\nPhotos taken at each session.'
from seed where tenant_id = 1 and id = 42;
update demo.appointments set cancellation_reason = 'Travelling for work; will call to book again.' where tenant_id = 1 and id = 1;
update demo.appointments set deleted_at = (today - 1 + time '18:05') at time zone 'Europe/Istanbul' from seed where tenant_id = 1 and id = 3;
update demo.appointments set description =
  E'تفضل المريضة المواعيد الصباحية. لديها حساسية خفيفة من الكريمات المعطرة.\nاتصلوا بها قبل الموعد بيوم (+90 532 000 00 51).'
where tenant_id = 1 and id = 18;
update demo.appointments set description = rtrim(repeat(
  'Patient reports mild sensitivity on the left cheek; no erythema at rest. Patch test negative after 48 h. ' ||
  'Advised SPF 50 daily, no retinoids for five days. ', 28)) || E'\n\n' || repeat('x', 180)
where tenant_id = 1 and id = 25;
update demo.appointments set description = 'First appointment. Asked for a quote in writing.' where tenant_id = 2 and id = 42;

-- The calendar: how long appointments take, moves, and times of doctors without an appointment.
update demo.appointments set duration_minutes = ('{30,45,60}'::int[])[1 + id % 3] where id % 13 > 0;
update demo.appointments set original_scheduled_at = scheduled_at - interval '1 day' where tenant_id = 1 and id = 60;
update demo.appointments set proposed_scheduled_at = scheduled_at + interval '1 day', pending_expires_at = scheduled_at - interval '1 day'
where tenant_id = 1 and id = 61;
insert into demo.calendar_blocks (tenant_id, id, user_id, start_at, end_at)
select block.clinic, block.id, doctor, (today + day + time) at time zone zone, (today + day + time + length) at time zone zone
from seed, (values
  (1, 1, 2, 0, time '12:30', interval '45 minutes', 'Europe/Istanbul'),
  (1, 2, 5, 1, '15:30', '2 hours', 'Europe/Istanbul'),
  (2, 1, 7, 0, '12:00', '1 hour', 'America/New_York')
) block (clinic, id, doctor, day, time, length, zone);
