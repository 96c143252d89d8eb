import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointmentResponseSchema } from '#contract/appointment.schema.ts';
import { tenantsAnswerSchema } from '#contract/tenant.schema.ts';
import type { Database } from '#server/db/client.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { type TestDatabase, testEngines } from '#server/db/test-databases.ts';
import { getAppointment } from '../appointments/get-appointment.ts';
import { listTenants } from '../tenants/list-tenants.ts';
import { demonstration } from './demonstration.ts';
import { makeRecords } from './make-records.ts';
import { seedDemonstration } from './seed-demonstration.ts';

const now = new Date('2026-11-22T10:00:00Z');
const allClinics = 1;

test('the same day gives the same records, another day other ones', () => {
  const records = JSON.stringify(makeRecords('2026-11-22', 'hash'));
  expect(JSON.stringify(makeRecords('2026-11-22', 'hash'))).toBe(records);
  expect(JSON.stringify(makeRecords('2026-11-23', 'hash'))).not.toBe(records);
});

test.each(['2026-03-07', '2026-10-31', '2027-01-01', '2028-02-29'])(
  'a seed of %s has every fixed link',
  (day) => {
    const made = new Set(makeRecords(day, '').appointments.map(({ tenant_id, id }) => `${tenant_id}/${id}`));
    for (const { path } of demonstration.links) {
      const [, id, tenant] = /^\/appointments\/(\d+)\?tenant=(\d+)$/.exec(path) ?? [];
      expect(made).toContain(`${tenant}/${id}`);
    }
  },
);

/** The tenth digit that a Turkish identity number would have after these nine. */
const tenthDigit = (identity: string): string => {
  const sum = (from: number) =>
    [from, from + 2, from + 4, from + 6, from + 8]
      .filter((index) => index < 9)
      .reduce((total, index) => total + Number(identity.charAt(index)), 0);
  return String((((sum(0) * 7 - sum(1)) % 10) + 10) % 10);
};

test('nobody can be reached or exist: reserved numbers, example.com, impossible identity numbers', () => {
  const { customers } = makeRecords('2026-11-22', '');
  const phones = customers.flatMap((one) => one.phone_number ?? []);
  const emails = customers.flatMap((one) => one.email ?? []);
  const identities = customers.flatMap((one) => one.identity_number ?? []);
  expect(Math.min(phones.length, emails.length, identities.length)).toBeGreaterThan(20);
  for (const phone of phones)
    expect(phone).toMatch(/^(\+90 532 000 00 \d\d|\+1 212 555 01\d\d|\+44 20 7946 0\d{3})$/);
  for (const email of emails) expect(email).toMatch(/@example\.com$/);
  for (const identity of identities) expect(identity.charAt(9)).not.toBe(tenthDigit(identity));
});

const clinicsOf = async (db: Database, user: number) =>
  tenantsAnswerSchema
    .parse(JSON.parse(await listTenants(db, user)))
    .data.map(({ id, timezone }) => [id, timezone]);

describe.each(testEngines)('$engine', ({ open }) => {
  let opened: TestDatabase;
  let db: Database;
  let firstSeed: Awaited<ReturnType<typeof seedDemonstration>>;
  const read = async (tenant: number, id: number) => {
    const found = await getAppointment(db, { user: allClinics, tenant, id });
    if (found === null || found === 'not-a-member') throw new Error(`${tenant}/${id}: ${found}`);
    return appointmentResponseSchema.parse(JSON.parse(found.json)).data;
  };

  beforeAll(async () => {
    opened = await open();
    db = opened.db;
    await migrate(db, migrations);
    firstSeed = await seedDemonstration(db, now);
  }, 60_000);
  afterAll(() => opened.close());

  test('is as broad as documented', async () => {
    const [counts] = await db.query<Record<string, number>>(
      `select (select count(*) from flextell.tenants) as clinics, (select count(*) from flextell.users) as people,
         (select count(*) from flextell.customers) as customers,
         (select count(*) from flextell.appointments) as appointments`,
      [],
    );
    expect(counts).toEqual({ clinics: 3, people: 16, customers: 130, appointments: 417 });
  });

  test('a second seed, even another day, changes nothing', async () => {
    expect(firstSeed).toEqual({ day: '2026-11-22', fresh: true });
    expect(await seedDemonstration(db, new Date('2027-02-01T10:00:00Z'))).toEqual({
      day: '2026-11-22',
      fresh: false,
    });
  });

  test('every appointment is answered in the documented form, to the last field', async () => {
    const all = await db.query<{ tenant_id: number; id: number }>(
      'select tenant_id, id from flextell.appointments',
      [],
    );
    for (const { tenant_id, id } of all) expect((await read(tenant_id, id)).id).toBe(id);
    expect(all.length).toBeGreaterThan(400);
  });

  test('appointment 42 of the first clinic is the one in the documentation', async () => {
    const appointment = await read(1, 42);
    expect(appointment).toMatchObject({
      code: 'APT-2026-00042',
      customer_id: 1187,
      relation_type: 'follow_up',
      scheduled_at: '2026-11-24T11:30:00Z',
      status: 'confirmed',
      creation_type: 'online',
      created_at: '2026-11-12T06:12:00Z',
      updated_at: '2026-11-20T13:40:00Z',
      assistants: [{ name: 'Mert Kaya' }, { name: 'Buse Demir' }],
      doctor: { name: 'Dr. Selin Aydın' },
      room: { name: 'Room 2 – Laser suite', status: 'active' },
      customer: {
        first_name: 'Zeynep',
        last_name: 'Öztürk',
        date_of_birth: '1992-03-03T00:00:00Z',
        related_user: { name: 'Elif Yılmaz' },
        tags: [
          { tenant_id: 1, name: 'VIP' },
          { tenant_id: 1, name: 'Latex allergy' },
          { tenant_id: 1, name: 'Prefers WhatsApp' },
        ],
      },
      parent_appointment: { id: 38, status: 'completed', scheduled_at: '2026-11-03T08:00:00Z' },
      child_appointments: [{ id: 57, status: 'pending', scheduled_at: '2026-12-08T07:00:00Z' }],
    });
    const [booster, led] = appointment.treatments;
    expect(booster).toMatchObject({ price: '8500.00', tax_rate: 20, session: 4, is_active: 'true' });
    expect(booster?.sessions.map(({ offset_days, products }) => [offset_days, products.length])).toEqual([
      [0, 3],
      [21, 3],
      [42, 3],
      [63, 2],
    ]);
    expect(booster?.sessions[0]?.products[0]).toEqual({
      id: 1,
      product_id: 1,
      min_quantity: 2,
      product: {
        id: 1,
        name: 'Restylane Vital Light',
        full_name: 'Restylane Vital Light 1 ml',
        brand: { id: 1, name: 'Galderma' },
        unit_code: { id: 'SYR', name: 'syringe', code: 'SYR' },
      },
    });
    expect(led?.sessions.map(({ offset_days }) => offset_days)).toEqual([0, 7, 14]);
  });

  test('the keys come in the documented order', async () => {
    const keys = Object.keys(await read(1, 42));
    expect(keys).toEqual(
      (
        'id customer_id room_id parent_appointment_id code relation_type description scheduled_at status ' +
        'cancellation_reason creation_type assistants created_at updated_at deleted_at customer doctor room ' +
        'parent_appointment child_appointments treatments'
      ).split(' '),
    );
  });

  test('appointment 42 of the second clinic is another one', async () => {
    const other = await read(2, 42);
    expect(other.customer?.last_name).not.toBe('Öztürk');
    expect(other.scheduled_at).toBe('2026-11-23T14:30:00Z');
  });

  test('the fixed appointments show what their line says', async () => {
    expect((await read(1, 3)).deleted_at).not.toBeNull();
    expect(await read(1, 4)).toMatchObject({ scheduled_at: null });
    expect(await read(1, 5)).toMatchObject({ doctor: null, room: null, assistants: [] });
    expect(await read(1, 6)).toMatchObject({ customer: null, customer_id: null });
    expect(await read(1, 7)).toMatchObject({
      treatments: [],
      parent_appointment: null,
      child_appointments: [],
    });
    expect(await read(1, 10)).toMatchObject({
      parent_appointment: { id: 9 },
      child_appointments: [{ id: 11 }],
    });
    expect((await read(1, 13)).treatments.map(({ price }) => price)).toEqual(['750.00', '0.00', null]);
    expect((await read(1, 15)).treatments).toHaveLength(60);
    expect((await read(1, 16)).customer?.tags.map(({ color }) => color)).toEqual([
      '#ffff00',
      '#808080',
      'sunset-ish',
      null,
      '#0b6e6e',
    ]);
    expect((await read(1, 26)).treatments[1]).toMatchObject({ price: '12345678.90', tax_rate: 18.5 });
    // Clocks in New York go forward on 14 March 2027: 02:30 does not exist that day.
    expect((await read(2, 31)).scheduled_at).toBe('2027-03-14T07:30:00Z');
  });

  test('clinics come with their own zone or none, and only to who belongs there', async () => {
    expect(await clinicsOf(db, 1)).toEqual([
      [1, 'Europe/Istanbul'],
      [2, 'America/New_York'],
      [3, null],
    ]);
    expect(await clinicsOf(db, 15)).toEqual([
      [1, 'Europe/Istanbul'],
      [2, 'America/New_York'],
    ]);
    expect(await clinicsOf(db, 11)).toEqual([[3, null]]);
    expect(await clinicsOf(db, 16)).toEqual([]);
  });

  test('an appointment is not found from another clinic, nor by who does not belong to its own', async () => {
    expect(await getAppointment(db, { user: 15, tenant: 2, id: 38 })).toBeNull();
    expect(await getAppointment(db, { user: 15, tenant: 3, id: 7 })).toBe('not-a-member');
    expect(await getAppointment(db, { user: 16, tenant: 1, id: 42 })).toBe('not-a-member');
    expect(await getAppointment(db, { user: 1, tenant: 999, id: 42 })).toBe('not-a-member');
    expect(await getAppointment(db, { user: 1, tenant: 1, id: Number.MAX_SAFE_INTEGER })).toBeNull();
  });
});

test('the docs list every link and every account', async () => {
  const docs = await readFile('docs/demonstration-data.md', 'utf8');
  for (const { path, shows } of demonstration.links)
    expect(docs).toContain(`[\`${path}\`](http://localhost:3000${path}) | ${shows} |`);
  for (const { username, name } of demonstration.accounts)
    expect(docs).toContain(`| \`${username}\` | ${name} |`);
  expect(docs).toContain(`\`${demonstration.password}\``);
});
