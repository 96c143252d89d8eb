import { readFile } from 'node:fs/promises';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointmentResponseSchema } from '#contract/appointment.schema.ts';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import { demonstrationPassword } from '../accounts.ts';
import { getAppointment } from '../appointments/get-appointment.ts';
import { seedDemonstration } from './seed.ts';

/** The check digit at position ten of a valid Turkish identity number with the given first nine digits. */
const tenthDigit = (identity: string): string => {
  const sum = (from: number) =>
    [from, from + 2, from + 4, from + 6, from + 8]
      .filter((index) => index < 9)
      .reduce((total, index) => total + Number(identity.charAt(index)), 0);
  return String((((sum(0) * 7 - sum(1)) % 10) + 10) % 10);
};

describe.each(testEngines)('demonstration data on %s', (engine) => {
  let pool: Pool;
  const read = async (tenantId: number, id: number) => {
    const found = await getAppointment(pool, { userId: 1, tenantId }, id);
    if (found === null || found === 'not-a-member') throw new Error(`${tenantId}/${id}: ${found}`);
    return appointmentResponseSchema.parse(JSON.parse(found.json)).data;
  };

  beforeAll(async () => {
    pool = await createTestDatabase(engine);
    await seedDemonstration(pool, new Date('2026-11-22T10:00:00Z'));
  }, 60_000);
  afterAll(() => pool.end());

  test('contain the documented number of clinics, users, customers and appointments', async () => {
    const { rows } = await pool.query<Record<string, number>>(
      `select (select count(*) from demo.tenants) as clinics, (select count(*) from demo.users) as users,
         (select count(*) from demo.customers) as customers,
         (select count(*) from demo.appointments) as appointments`,
    );
    expect(rows[0]).toEqual({ clinics: 3, users: 16, customers: 133, appointments: 647 });
  });

  test('contain every appointment and account that the docs list', async () => {
    const docs = await readFile('docs/demonstration-data.md', 'utf8');
    const links = [...docs.matchAll(/^\| \[`\/appointments\/(\d+)\?tenant=(\d)`\]/gm)];
    expect(links).toHaveLength(43);
    for (const [, id, tenant] of links) expect((await read(Number(tenant), Number(id))).id).toBe(Number(id));
    const { rows: accounts } = await pool.query<{ username: string; name: string }>(
      'select username, name from demo.accounts join demo.users on id = user_id',
    );
    for (const { username, name } of accounts) expect(docs).toContain(`| \`${username}\` | ${name} |`);
    expect(docs).toContain(`\`${demonstrationPassword}\``);
  });

  test('contain only reserved phone numbers, example.com addresses and invalid identity numbers', async () => {
    const { rows: customers } = await pool.query<{ phone: string; email: string; identity: string }>(
      `select coalesce(phone_number, '') as phone, coalesce(email, '') as email, coalesce(identity_number, '') as identity
       from demo.customers`,
    );
    const filled = (key: 'phone' | 'email' | 'identity') =>
      customers.map((customer) => customer[key]).filter((value) => value !== '');
    for (const phone of filled('phone'))
      expect(phone).toMatch(/^(\+90 532 000 00 \d\d|\+1 212 555 01\d\d|\+44 20 7946 0\d{3})$/);
    for (const email of filled('email')) expect(email).toMatch(/@example\.com$/);
    for (const identity of filled('identity')) {
      expect(identity).toMatch(/^[1-9]\d{10}$/);
      expect(identity.charAt(9)).not.toBe(tenthDigit(identity));
    }
    expect(
      Math.min(filled('phone').length, filled('email').length, filled('identity').length),
    ).toBeGreaterThan(20);
  });

  test('match the documented schema in every appointment', async () => {
    const { rows: all } = await pool.query<{ tenant_id: number; id: number }>(
      'select tenant_id, id from demo.appointments',
    );
    for (const { tenant_id, id } of all) expect((await read(tenant_id, id)).id).toBe(id);
    expect(all.length).toBeGreaterThan(400);
  });

  test('contain the documented appointment 42 in clinic 1', async () => {
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

  test('are returned with keys in the documented order', async () => {
    const keys = Object.keys(await read(1, 42));
    expect(keys).toEqual(
      (
        'id customer_id room_id parent_appointment_id code relation_type description scheduled_at status ' +
        'cancellation_reason creation_type assistants created_at updated_at deleted_at customer doctor room ' +
        'parent_appointment child_appointments treatments'
      ).split(' '),
    );
  });

  test('contain a different appointment 42 in clinic 2', async () => {
    const other = await read(2, 42);
    expect(other.customer?.last_name).not.toBe('Öztürk');
    expect(other.scheduled_at).toBe('2026-11-23T14:30:00Z');
  });

  test('contain the documented edge cases in the fixed appointments', async () => {
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
  });

  test('are unchanged by a second seed on a later day', async () => {
    await seedDemonstration(pool, new Date('2027-02-01T10:00:00Z'));
    expect((await read(1, 42)).scheduled_at).toBe('2026-11-24T11:30:00Z');
  });

  test.each([
    ['skipped, then repeated', '2026-11-22', '2027-03-14T07:30:00Z', '2027-11-07T05:30:00Z'],
    ['repeated, then skipped', '2026-08-15', '2026-11-01T05:30:00Z', '2027-03-14T07:30:00Z'],
    ['skipped in a leap year, then repeated', '2028-02-29', '2028-03-12T07:30:00Z', '2028-11-05T05:30:00Z'],
  ])(
    'contain appointments 31 and 32 of clinic 2 in the hour that is %s',
    async (_change, day, next, later) => {
      await pool.query('truncate demo.tenants, demo.users, demo.unit_codes, demo.seed_run cascade');
      await seedDemonstration(pool, new Date(`${day}T10:00:00Z`));
      expect((await read(2, 31)).scheduled_at).toBe(next);
      expect((await read(2, 32)).scheduled_at).toBe(later);
    },
  );
});
