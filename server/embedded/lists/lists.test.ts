import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appointmentResponseSchema } from '#contract/appointment.schema.ts';
import { readCalendar } from '#contract/calendar.ts';
import { getTokens, openDemonstration, openService } from '../test-service.ts';

let pool: Pool;
let app: FastifyInstance;
let token: string;
let readOnly: string;

beforeAll(async () => {
  pool = await openDemonstration();
  app = await openService(pool, { rateLimit: { max: 10_000, windowMs: 60_000 } });
  token = (await getTokens(app, 'elif.yilmaz@example.com')).access_token;
  readOnly = (await getTokens(app, 'elif.yilmaz@example.com', { scope: 'account:read' })).access_token;
}, 60_000);
afterAll(async () => {
  await app.close();
  await pool.end();
});

const get = async (path: string, tenant = '1', bearer = token) => {
  const response = await app.inject({
    url: `/api/v1/${path}`,
    headers: { authorization: `Bearer ${bearer}`, 'x-tenant': tenant },
  });
  return { status: response.statusCode, body: response.json() };
};
const search = async (text: string, query = ''): Promise<number[]> => {
  const { body } = await get(`customers?search=${encodeURIComponent(text)}${query}`);
  return body.data.map(({ id }: { id: number }) => id);
};
const listed = async (query: string, tenant?: string): Promise<number[]> => {
  const { body } = await get(`appointments?${query}`, tenant);
  return body.data.map(({ id }: { id: number }) => id);
};

describe('GET customers', () => {
  test.each([
    ['ozturk zeynep', [1187, 1210]],
    ['ÖZTÜRK zey', [1187, 1210]],
    ['0042', [1187, 1211]],
    ['+44 20 7946 0042', [1211]],
    ['0532 000 00 42', [1187]],
    ['öztürk 0042', [1187]],
    ['10000004210', [1187]],
    ['الحسن', [1151]],
    ['isik ilgin', [1152]],
  ])('finds %j by words of the name, phone digits or identity number', async (text, ids) => {
    expect(await search(text)).toEqual(expect.arrayContaining(ids));
  });

  test.each([
    ['0042', [1187, 1211]],
    ['öztürk 0042', [1187]],
    ['10000004210', [1187]],
  ])('finds nobody else for %j', async (text, ids) => {
    expect((await search(text)).toSorted((a, b) => a - b)).toEqual(ids);
  });

  test.each(['1000000421', 'zturk', '...', '%', 'zeynep 0043'])('finds nobody for %j', async (text) => {
    expect(await search(text)).toEqual([]);
  });

  test('finds the customers of the own clinic only', async () => {
    const { body } = await get('customers?search=0042', '2');
    expect(body.data).toEqual([]);
  });

  test('finds a changed name by its new words only', async () => {
    await pool.query(`update demo.customers set last_name = 'Yepyeni' where tenant_id = 1 and id = 1209`);
    expect(await search('yepyeni')).toEqual([1209]);
    await pool.query(`update demo.customers set last_name = null where tenant_id = 1 and id = 1209`);
    expect(await search('yepyeni')).toEqual([]);
  });

  test('has pages with links and meta, each customer on one of them', async () => {
    const first = (await get('customers?per_page=40')).body;
    expect(first.meta).toEqual({ current_page: 1, last_page: 2, per_page: 40, total: 63 });
    expect(first.links).toMatchObject({ prev: null, next: '/api/v1/customers?page=2&per_page=40' });
    const second = (await get('customers?per_page=40&page=2')).body;
    expect(second.links.next).toBeNull();
    const ids = [...first.data, ...second.data].map(({ id }: { id: number }) => id);
    expect([new Set(ids).size, ids.length]).toEqual([63, 63]);
  });

  test('returns one customer, and 404 for the number of another clinic', async () => {
    expect((await get('customers/1187')).body.data).toMatchObject({ id: 1187, last_name: 'Öztürk' });
    expect((await get('customers/1187', '2')).status).toBe(404);
  });
});

describe('GET appointments', () => {
  test('returns the documented records of a customer by time, unscheduled ones last', async () => {
    const { body } = await get('appointments?customer_id=1187&limit=100');
    for (const data of body.data) appointmentResponseSchema.parse({ success: 'true', data });
    expect(body.meta).toEqual({ cursor: null, has_more: false, total: body.data.length });
    const times = body.data.map(({ scheduled_at }: { scheduled_at: string | null }) => scheduled_at ?? 'z');
    expect(times).toEqual(times.toSorted());
    expect((await listed('customer_id=1163&limit=100')).at(-1)).toBe(4);
  });

  test('returns each record once over all pages', async () => {
    const ids: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body }: { body: { data: { id: number }[]; meta: { cursor: string | null } } } = await get(
        `appointments?status=confirmed&limit=33&cursor=${cursor}`,
      );
      ids.push(...body.data.map(({ id }) => id));
      ({ cursor } = body.meta);
    }
    const { rows } = await pool.query(
      `select id from demo.appointments where tenant_id = 1 and status = 'confirmed'`,
    );
    expect(ids.toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id).toSorted((a, b) => a - b));
  });

  test('filters by doctor, room, status and days of the clinic', async () => {
    const { body } = await get(
      'appointments?doctor_id=2&room_id=2&status=confirmed&from=2026-11-24&to=2026-11-24&per_page=100',
    );
    expect(body.data.map(({ id }: { id: number }) => id)).toContain(42);
    for (const record of body.data)
      expect(record).toMatchObject({ doctor: { id: 2 }, room_id: 2, status: 'confirmed' });
    expect(await listed('from=2026-11-24T11:30:00Z&to=2026-11-24T11:30:01Z')).toContain(42);
    expect(await listed('from=2026-11-24T11:30:01Z&to=2026-11-24T11:31:00Z')).not.toContain(42);
  });
});

describe('GET calendar', () => {
  const items = async (query: string, tenant = '1') => {
    const {
      timezone,
      items: read,
      deviations,
    } = readCalendar((await get(`appointments/calendar?${query}`, tenant)).body);
    expect(deviations).toEqual([]);
    return { timezone, items: read ?? [] };
  };

  test('returns the items of a day of the clinic, and those without a time', async () => {
    const { timezone, items: read } = await items('from=2026-11-24&to=2026-11-24');
    expect(timezone).toBe('Europe/Istanbul');
    expect(read.find(({ appointment_id }) => appointment_id === '42')).toMatchObject({
      kind: 'appointment',
      start_at: { text: '2026-11-24T11:30:00Z' },
      doctor_name: 'Dr. Selin Aydın',
      treatment_name: 'Hydrating skin booster',
      time_label: '14:30',
      show_details: true,
      meta: { status: 'confirmed', status_label: 'Confirmed', is_old_slot: false },
    });
    const starts = read.flatMap(({ start_at }) => start_at?.epoch ?? []);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(Date.parse('2026-11-23T21:00:00Z'));
    expect(Math.max(...starts)).toBeLessThan(Date.parse('2026-11-24T21:00:00Z'));
    expect(read.at(-1)).toMatchObject({ appointment_id: '4', start_at: null });
  });

  test('returns a moved appointment at both times, a move that is pending, and a block without details', async () => {
    const { items: read } = await items('from=2026-11-22&to=2026-11-26');
    const of = (id: string) => read.filter(({ appointment_id }) => appointment_id === id);
    expect(of('60').map(({ meta }) => meta?.is_old_slot)).toEqual([true, false]);
    expect(of('61')).toMatchObject([
      {
        meta: {
          reschedule_confirmation_pending: true,
          proposed_scheduled_at: { text: '2026-11-26T06:15:00Z' },
        },
      },
    ]);
    expect(read.filter(({ show_details }) => show_details === false)).toMatchObject([
      { kind: 'block', appointment_id: null, treatment_name: null },
      { kind: 'block', doctor_name: 'Dr. Kerem Şahin' },
    ]);
  });

  test('returns a day of 23 hours with the appointment in the skipped hour', async () => {
    const { items: read } = await items('from=2027-03-14&to=2027-03-14', '2');
    expect(read.map(({ appointment_id }) => appointment_id)).toContain('31');
  });
});

test('GET users and rooms return those of the clinic', async () => {
  const users = (await get('users?per_page=100', '3')).body.data;
  expect(users.map(({ id }: { id: number }) => id)).toEqual([1, 11, 12, 13, 14]);
  const rooms = (await get('rooms', '2')).body;
  expect(rooms.data.map(({ name, status }: Record<string, string>) => [name, status])).toEqual([
    ['Suite A', 'active'],
    ['Suite B', 'maintenance'],
    ['Consult room', 'active'],
  ]);
  expect(rooms.meta.total).toBe(3);
});

const lists = [
  'appointments',
  'appointments/calendar?from=2026-11-24&to=2026-11-24',
  'customers',
  'users',
  'rooms',
];
test.each(lists)('GET %s requires its scope and membership', async (path) => {
  expect((await get(path, '1', readOnly)).body.error).toBe('insufficient_scope');
  expect((await get(path, '9')).body.error).toBe('forbidden');
  expect((await get(path, 'x')).status).toBe(422);
});

test.each([
  'appointments/calendar?from=2026-11-24',
  'appointments/calendar?from=x&to=y',
  'appointments?limit=101',
  'appointments?customer_id=x',
  'appointments?cursor=x',
  'appointments?from=yesterday',
  `customers?search=${'x'.repeat(256)}`,
  'customers?page=101',
  'customers?search=%00',
  'appointments?cursor=OTk5OTk5OTk5OSwx',
  'appointments/calendar?from=0000-01-01&to=0000-01-02',
])('GET %s returns 422', async (path) => {
  expect((await get(path)).status).toBe(422);
});
