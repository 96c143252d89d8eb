import { describe, expect, test, vi } from 'vitest';
import {
  customerAppointmentsSchema,
  customerSchema,
  customerSearchSchema,
  nextAppointmentSchema,
} from '#contract/customers.schema.ts';
import { daySheetSchema } from '#contract/day-sheet.schema.ts';
import { searchEndpoints } from '#contract/endpoints.ts';
import { scheduleFiltersSchema, scheduleRowsSchema, scheduleSchema } from '#contract/schedule.schema.ts';
import type { UpstreamOptions } from '#tests/support/upstream.ts';
import { gatewayPerTest } from '../test-gateway.ts';
import type { Browser } from '../test-browser.ts';

const gateway = gatewayPerTest();
const { signedIn } = gateway;
const clinic = { 'x-tenant': '1' };
const day = '2026-11-24';
const schedulePath = searchEndpoints.schedule(day, day);

const customer = (id: number, fields: object = {}) => ({
  id,
  first_name: 'Zeynep',
  last_name: 'Öztürk',
  phone_number: '+90 532 000 00 42',
  date_of_birth: '1992-03-03T00:00:00Z',
  identity_number: '10000004210',
  email: 'zeynep@example.com',
  job: 'Architect',
  ...fields,
});
const record = (id: number, fields: object = {}) => ({
  id,
  code: `APT-${id}`,
  customer_id: 7,
  customer: customer(7),
  description: 'secret notes',
  scheduled_at: '2026-11-24T11:30:00Z',
  status: 'confirmed',
  doctor: { id: 2, name: 'Dr. Selin Aydın' },
  room: { id: 3, name: 'Room 3' },
  treatments: [
    {
      name: 'Peel',
      sessions: [
        {
          session_order: 1,
          products: [{ min_quantity: 2.5, product: { name: 'Gel', unit_code: { name: 'ml' } } }],
        },
      ],
    },
    { name: 'Removed', deleted_at: '2026-01-01T00:00:00Z', sessions: [] },
  ],
  ...fields,
});
const feed = (...items: object[]) => ({ data: { timezone: 'Europe/Istanbul', items } });
const appointment = (id: string) => ({ success: true, data: record(Number(id)) });

type List = NonNullable<UpstreamOptions['list']>;
const withLists =
  (lists: Readonly<Record<string, List>>): List =>
  (path, query, tenant) =>
    lists[path]?.(path, query, tenant);

const requestsTo = (path: string) => gateway.upstream.requests.filter((request) => request.path === path);
const search = (browser: Browser, text: string) => browser.post(searchEndpoints.search, clinic, { text });
const actions = async () =>
  (
    await gateway.query<{ entry: string }>(
      `select concat_ws(' ', action, appointment_id, customer_id, search_key, result_count) as entry
       from gateway.access_log order by id`,
    )
  ).map(({ entry }) => entry);
const clearLog = () =>
  gateway.pool.query(`begin; set local session_replication_role = replica;
    delete from gateway.access_log; delete from gateway.recent_listings; commit`);
const noSecrets = (body: string) =>
  expect(body).not.toMatch(/secret notes|10000004210|Architect|identity_number|description/);

describe('the schedule', () => {
  const calendar = '/api/v1/appointments/calendar';

  test('is requested from midnight to midnight of the clinic, and kept for a minute per session', async () => {
    const item = { appointment_id: 42, start_at: '2026-11-24T11:30:00Z', notes: 'secret notes' };
    const browser = await signedIn({ upstream: { list: withLists({ [calendar]: () => feed(item) }) } });
    const response = await browser.get(schedulePath, clinic);
    const body = scheduleSchema.parse(response.json());
    expect(body).toMatchObject({ timezone: 'Europe/Istanbul', complete: true });
    expect(body.items).toMatchObject([{ appointment_id: '42', start_at: '2026-11-24T11:30:00.000Z' }]);
    noSecrets(response.body);
    expect(response.headers).toMatchObject({ 'cache-control': 'no-store', 'x-ratelimit-remaining': '59' });
    await browser.get(schedulePath, clinic);
    const [request, ...others] = requestsTo(calendar);
    expect(Object.fromEntries(request?.query ?? [])).toEqual({
      from: '2026-11-23T21:00:00Z',
      to: '2026-11-24T21:00:00Z',
    });
    expect(others).toEqual([]);
    await browser.signIn();
    await browser.get(schedulePath, { 'x-tenant': '2' });
    expect(requestsTo(calendar)).toHaveLength(2);
  });

  test("has the days of the feed's zone, beside the configured one, when they differ", async () => {
    const lists = withLists({ [calendar]: () => ({ data: { timezone: 'America/New_York', items: [] } }) });
    const browser = await signedIn({ upstream: { list: lists } });
    const body = scheduleSchema.parse((await browser.get(schedulePath, clinic)).json());
    expect(body).toMatchObject({ timezone: 'America/New_York', configured_timezone: 'Europe/Istanbul' });
    expect(requestsTo(calendar).at(-1)?.query.get('from')).toBe('2026-11-24T05:00:00Z');
  });

  test.each([
    ['ignores the range', feed({ start_at: '2026-01-01T09:00:00Z' })],
    ['sends a part of it', { ...feed(), meta: { cursor: 'abc', has_more: true } }],
  ])('is not complete when the service %s', async (_, response) => {
    const browser = await signedIn({ upstream: { list: withLists({ [calendar]: () => response }) } });
    const body = scheduleSchema.parse((await browser.get(schedulePath, clinic)).json());
    expect([body.complete, body.items]).toEqual([false, []]);
  });

  test.each([
    ['lacks the call', { kind: 'status', status: 404 }, 501, 'upstream_unsupported'],
    ['does not allow the method', { kind: 'status', status: 405 }, 501, 'upstream_unsupported'],
    ['sends no items', { kind: 'status', status: 200, body: { data: 'x' } }, 501, 'upstream_unsupported'],
    [
      'requires another scope',
      { kind: 'status', status: 403, body: { error: 'insufficient_scope', message: 'canary' } },
      403,
      'missing_scope',
    ],
    ['refuses permission', { kind: 'status', status: 403 }, 403, 'forbidden'],
    [
      'limits the rate',
      { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      429,
      'too_many_requests',
    ],
    ['is down', { kind: 'status', status: 503 }, 503, 'service_unavailable'],
    ['resets the connection', { kind: 'reset' }, 503, 'upstream_reset'],
  ] as const)('is an error when the service %s', async (_, failure, status, error) => {
    const browser = await signedIn();
    gateway.upstream.fail(calendar, failure);
    const response = await browser.get(schedulePath, clinic);
    expect([response.statusCode, response.json().error]).toEqual([status, error]);
    expect(response.body).not.toContain('canary');
  });

  test('keeps Retry-After when the service limits the rate', async () => {
    const browser = await signedIn();
    gateway.upstream.fail(calendar, { kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    expect((await browser.get(schedulePath, clinic)).headers['retry-after']).toBe('7');
  });

  test.each([
    'from=2026-11-24',
    'from=x&to=x',
    'from=2026-11-24&to=2026-11-23',
    'from=2026-01-01&to=2026-02-12',
  ])('is not requested and the response is 422 for %s', async (query) => {
    const browser = await signedIn();
    const response = await browser.get(`/api/v1/schedule?${query}`, clinic);
    expect(response.statusCode).toBe(422);
    expect(requestsTo(calendar)).toEqual([]);
  });

  test('is requested again after signing out and in', async () => {
    const browser = await signedIn({ upstream: { list: withLists({ [calendar]: () => feed() }) } });
    await browser.get(schedulePath, clinic);
    await browser.signOut();
    expect((await browser.get(schedulePath, clinic)).statusCode).toBe(401);
    await browser.signIn();
    await browser.get(schedulePath, clinic);
    expect(requestsTo(calendar)).toHaveLength(2);
  });
});

describe('the rows of the schedule', () => {
  test('have list fields only, are read once a minute, and are logged as listed once', async () => {
    const browser = await signedIn({ upstream: { appointment } });
    await clearLog();
    const response = await browser.get(searchEndpoints.scheduleRows(['1', '2']), clinic);
    expect(scheduleRowsSchema.parse(response.json()).rows).toEqual([
      expect.objectContaining({
        id: '1',
        row: {
          code: 'APT-1',
          customer: { id: '7', first_name: 'Zeynep', last_name: 'Öztürk' },
          treatments: ['Peel', 'Removed'],
          room: { id: '3', name: 'Room 3' },
          deleted_at: null,
        },
      }),
      expect.objectContaining({ id: '2' }),
    ]);
    noSecrets(response.body);
    await browser.get(searchEndpoints.scheduleRows(['2', '3']), clinic);
    expect(gateway.upstream.count('/api/v1/appointments/2')).toBe(1);
    expect(await actions()).toEqual(['listed 1', 'listed 2', 'listed 3']);
  });

  test('keep the other rows when the service refuses every third record', async () => {
    const browser = await signedIn({ upstream: { appointment } });
    for (const id of [3, 6])
      gateway.upstream.fail(`/api/v1/appointments/${id}`, { kind: 'status', status: 403 });
    const response = await browser.get(searchEndpoints.scheduleRows(['1', '2', '3', '4', '5', '6']), clinic);
    const { rows } = scheduleRowsSchema.parse(response.json());
    expect(rows.map(({ problem }) => problem?.error ?? null)).toEqual([
      null,
      null,
      'forbidden',
      null,
      null,
      'forbidden',
    ]);
  });

  test('are not requested any more after the service limits the rate', async () => {
    const browser = await signedIn();
    gateway.upstream.fail('/api/v1/appointments', {
      kind: 'status',
      status: 429,
      headers: { 'retry-after': '9' },
    });
    const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
    const response = await browser.get(searchEndpoints.scheduleRows(ids), clinic);
    const { rows } = scheduleRowsSchema.parse(response.json());
    expect(
      rows.every(({ problem }) => problem?.error === 'too_many_requests' && problem.retry_after === 9),
    ).toBe(true);
    expect(
      gateway.upstream.requests.filter(({ path }) => path.startsWith('/api/v1/appointments')).length,
    ).toBeLessThan(5);
  });

  test('have a problem when the service sends another record', async () => {
    const browser = await signedIn({ upstream: { appointment: () => appointment('9') } });
    const response = await browser.get(searchEndpoints.scheduleRows(['1']), clinic);
    expect(scheduleRowsSchema.parse(response.json()).rows[0]?.problem?.error).toBe('upstream_wrong_record');
  });

  test('are not sent when the access log cannot be written', async () => {
    const browser = await signedIn({ upstream: { appointment } });
    await gateway.pool.query('alter table gateway.recent_listings rename to lost');
    const response = await browser.get(searchEndpoints.scheduleRows(['1']), clinic);
    await gateway.pool.query('alter table gateway.lost rename to recent_listings');
    expect(response.statusCode).toBe(500);
  });
});

describe('the names for filters', () => {
  const page = (path: string, query: URLSearchParams) => {
    const number = Number(query.get('page') ?? 1);
    const data = [{ id: number, name: `${path} ${number}`, email: 'user@example.com' }];
    return { data, links: {}, meta: { current_page: number, last_page: 2 } };
  };

  test('are read from all pages, and one list may be missing', async () => {
    const browser = await signedIn({ upstream: { list: withLists({ '/api/v1/users': page }) } });
    const response = await browser.get(searchEndpoints.scheduleFilters, clinic);
    const { users, rooms } = scheduleFiltersSchema.parse(response.json());
    expect(users).toEqual({
      names: [
        { id: '1', name: '/api/v1/users 1' },
        { id: '2', name: '/api/v1/users 2' },
      ],
      complete: true,
      problem: null,
    });
    expect(rooms.problem?.error).toBe('upstream_unsupported');
    expect(response.body).not.toContain('@');
  });

  test('are incomplete when the service repeats a cursor', async () => {
    const cursors = () => ({ data: [{ id: 1, name: 'One' }], meta: { cursor: 'same', has_more: true } });
    const browser = await signedIn({ upstream: { list: withLists({ '/api/v1/rooms': cursors }) } });
    const body = scheduleFiltersSchema.parse(
      (await browser.get(searchEndpoints.scheduleFilters, clinic)).json(),
    );
    expect(body.rooms.complete).toBe(false);
    expect(requestsTo('/api/v1/rooms')).toHaveLength(2);
  });
});

describe('the search', () => {
  const customers = '/api/v1/customers';
  const listing = (...rows: object[]) =>
    withLists({ [customers]: () => ({ data: rows, links: {}, meta: {} }) });

  test('returns matching customers with named fields, and logs kind and number without the text', async () => {
    const rows = [
      customer(7),
      customer(8, { phone_number: '+90 532 000 00 43' }),
      customer(9, { last_name: 'Koç' }),
    ];
    const browser = await signedIn({ upstream: { list: listing(...rows) } });
    await clearLog();
    const response = await search(browser, 'öztürk 0042');
    const body = customerSearchSchema.parse(response.json());
    expect(body).toMatchObject({ key: 'name_and_phone', more: false });
    expect(body.customers).toEqual([
      {
        id: '7',
        first_name: 'Zeynep',
        last_name: 'Öztürk',
        date_of_birth: '1992-03-03',
        phone_end: '0042',
        deleted_at: null,
      },
    ]);
    expect(requestsTo(customers)[0]?.query.get('search')).toBe('öztürk');
    noSecrets(response.body);
    expect(await actions()).toEqual(['searched name_and_phone 1']);
    expect(gateway.log.join('')).not.toMatch(/öztürk/i);
  });

  test('matches an identity number in full only', async () => {
    const browser = await signedIn({ upstream: { list: listing(customer(7)) } });
    expect((await search(browser, '1000000421')).json()).toMatchObject({ key: 'phone', customers: [] });
    expect((await search(browser, '10000004210')).json()).toMatchObject({
      key: 'identity_number',
      customers: [{ id: '7' }],
    });
  });

  test('returns twenty customers and says that there may be more', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => customer(index + 1));
    const browser = await signedIn({ upstream: { list: listing(...rows) } });
    const body = customerSearchSchema.parse((await search(browser, 'zeynep')).json());
    expect([body.customers.length, body.more]).toEqual([20, true]);
  });

  test('stops at the third page when no row matches, and says that there may be more', async () => {
    let number = 0;
    const list = withLists({
      [customers]: () => {
        number += 1;
        return {
          data: [customer(number, { first_name: 'Ayla' })],
          meta: { cursor: `c${number}`, has_more: true },
        };
      },
    });
    const browser = await signedIn({ upstream: { list } });
    expect((await search(browser, 'zeynep')).json()).toMatchObject({ customers: [], more: true });
    expect(requestsTo(customers)).toHaveLength(3);
  });

  test.each([
    { text: 'ab' },
    { text: '  a b ' },
    { text: '+++++' },
    { text: 'x'.repeat(256) },
    {},
    { text: 'abc', x: 1 },
  ])('is not sent and the response is 422 for %j', async (payload) => {
    const browser = await signedIn();
    const response = await browser.post(searchEndpoints.search, clinic, payload);
    expect(response.statusCode).toBe(422);
    expect(requestsTo(customers)).toEqual([]);
  });

  test('is refused for a page of another origin', async () => {
    const browser = await signedIn();
    const response = await browser.post(
      searchEndpoints.search,
      { ...clinic, 'sec-fetch-site': 'same-site' },
      { text: 'abc' },
    );
    expect(response.statusCode).toBe(403);
  });

  test('has a limit of its own', async () => {
    const browser = await signedIn({ upstream: { list: listing() } });
    const statuses = new Set<number>();
    for (let n = 0; n < 121; n += 1) statuses.add((await search(browser, 'abc')).statusCode);
    expect([...statuses]).toEqual([200, 429]);
    expect((await browser.get(schedulePath, clinic)).statusCode).toBe(501);
  });

  test('is in no log when the service fails', async () => {
    const browser = await signedIn();
    for (const failure of [
      { kind: 'reset' },
      { kind: 'truncated' },
      { kind: 'status', status: 500, body: { error: 'server_error', message: 'Zwitscher' } },
      { kind: 'status', status: 200, body: '{"data":"Zwitscher' },
    ] as const) {
      gateway.upstream.fail(customers, failure);
      const response = await search(browser, 'Zwitscher');
      expect(response.statusCode).toBeGreaterThanOrEqual(500);
      expect(response.body).not.toContain('Zwitscher');
    }
    expect(gateway.log.join('')).not.toContain('Zwitscher');
  });

  test('is aborted at the service when the page aborts it', async () => {
    const browser = await signedIn();
    const origin = await gateway.app.listen({ host: '127.0.0.1', port: 0 });
    gateway.upstream.fail(customers, { kind: 'silence' });
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const controller = new AbortController();
    const sent = fetch(`${origin}${searchEndpoints.search}`, {
      method: 'POST',
      signal: controller.signal,
      headers: { ...clinic, cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: JSON.stringify({ text: 'zeynep' }),
    });
    await vi.waitFor(() => expect(requestsTo(customers)).toHaveLength(1));
    controller.abort();
    await expect(sent).rejects.toThrow('abort');
    await vi.waitFor(() => expect(gateway.upstream.aborted).toContain(customers));
    expect(gateway.log.join('')).not.toContain('upstream request failed');
  });
});

describe("a customer's appointments", () => {
  const appointments = '/api/v1/appointments';
  const cursorPages: List = (_path, query) =>
    query.get('cursor') === null
      ? { data: [record(1)], meta: { cursor: 'c2', has_more: true, total: 2 } }
      : { data: [record(2)], meta: { cursor: null, has_more: false, total: 2 } };
  const ignoringFilters: List = () => ({
    data: [record(1), record(2, { customer_id: 8, customer: customer(8) })],
  });

  test('are paged, logged, and contain named fields only', async () => {
    const browser = await signedIn({ upstream: { list: withLists({ [appointments]: cursorPages }) } });
    await clearLog();
    const response = await browser.get(searchEndpoints.customerAppointments('7', null), clinic);
    const first = customerAppointmentsSchema.parse(response.json());
    expect(first).toMatchObject({ total: 2, next: 'cursor:c2', complete: true, customer: { id: '7' } });
    expect(first.appointments).toMatchObject([
      { id: '1', doctor_name: 'Dr. Selin Aydın', room_name: 'Room 3' },
    ]);
    noSecrets(response.body);
    const next = await browser.get(searchEndpoints.customerAppointments('7', first.next), clinic);
    expect(customerAppointmentsSchema.parse(next.json())).toMatchObject({
      next: null,
      appointments: [{ id: '2' }],
    });
    expect(requestsTo(appointments).map(({ query }) => query.get('customer_id'))).toEqual(['7', '7']);
    expect(await actions()).toEqual(['customer_opened 7', 'listed 1', 'listed 2']);
  });

  test('are unsupported, and not requested again, when the service ignores the filter', async () => {
    const browser = await signedIn({ upstream: { list: withLists({ [appointments]: ignoringFilters }) } });
    for (const path of [
      searchEndpoints.customerAppointments('7', null),
      searchEndpoints.nextAppointment('7'),
      searchEndpoints.nextAppointment('8'),
    ]) {
      const response = await browser.get(path, clinic);
      expect([response.statusCode, response.json().error]).toEqual([501, 'upstream_unsupported']);
    }
    expect(requestsTo(appointments)).toHaveLength(1);
  });

  test('end incomplete at an empty page that claims more', async () => {
    const empty = () => ({ data: [], meta: { cursor: 'next', has_more: true } });
    const browser = await signedIn({ upstream: { list: withLists({ [appointments]: empty }) } });
    const response = await browser.get(searchEndpoints.customerAppointments('7', null), clinic);
    expect(customerAppointmentsSchema.parse(response.json())).toMatchObject({ next: null, complete: false });
  });

  test('contain the next one, which is logged as listed', async () => {
    const rows = [
      record(1, { scheduled_at: '2099-01-02T09:00:00Z' }),
      record(2, { scheduled_at: '2099-01-01T09:00:00Z' }),
    ];
    const browser = await signedIn({
      upstream: { list: withLists({ [appointments]: () => ({ data: rows }) }) },
    });
    await clearLog();
    const response = await browser.get(searchEndpoints.nextAppointment('7'), clinic);
    expect(nextAppointmentSchema.parse(response.json())).toEqual({
      appointment: {
        id: '2',
        scheduled_at: '2099-01-01T09:00:00.000Z',
        status: 'confirmed',
        doctor_name: 'Dr. Selin Aydın',
      },
      complete: true,
      deviations: [],
    });
    expect(await actions()).toEqual(['listed 2']);
  });

  test('are prefetched within half of the remaining requests', async () => {
    const empty = withLists({
      [appointments]: () => ({ data: [] }),
      '/api/v1/appointments/calendar': () => feed(),
    });
    const browser = await signedIn({ upstream: { list: empty, remaining: 3 } });
    await browser.get(schedulePath, clinic);
    const prefetch = (id: string) =>
      browser.get(searchEndpoints.nextAppointment(id), { ...clinic, purpose: 'prefetch' });
    const statuses = [];
    for (const id of ['1', '2', '3', '4']) statuses.push((await prefetch(id)).statusCode);
    expect(statuses).toEqual([200, 200, 429, 429]);
    expect((await browser.get(searchEndpoints.nextAppointment('5'), clinic)).statusCode).toBe(200);
  });
});

describe('a customer', () => {
  const path = searchEndpoints.customer('7');

  test('has contact details, and is logged once', async () => {
    const browser = await signedIn({
      upstream: { list: withLists({ [path]: () => ({ data: customer(7) }) }) },
    });
    await clearLog();
    const response = await browser.get(path, clinic);
    expect(customerSchema.parse(response.json()).customer).toMatchObject({
      id: '7',
      phone_number: '+90 532 000 00 42',
      email: 'zeynep@example.com',
    });
    noSecrets(response.body);
    await browser.get(path, clinic);
    expect(await actions()).toEqual(['customer_opened 7']);
  });

  test.each([
    ['lacks the call', undefined],
    ['sends another customer', { data: customer(8) }],
  ])('is unsupported when the service %s', async (_, body) => {
    const browser = await signedIn({ upstream: { list: withLists({ [path]: () => body }) } });
    await clearLog();
    const response = await browser.get(path, clinic);
    expect([response.statusCode, response.json().error]).toEqual([501, 'upstream_unsupported']);
    expect(await actions()).toEqual([]);
  });
});

describe('the day sheet', () => {
  test('has the products of each record, and logs each record that it contains as printed', async () => {
    const browser = await signedIn({ upstream: { appointment } });
    gateway.upstream.fail('/api/v1/appointments/3', { kind: 'status', status: 404 });
    await clearLog();
    const response = await browser.post(searchEndpoints.daySheet, clinic, { ids: ['1', '3'] });
    const { records } = daySheetSchema.parse(response.json());
    expect(records).toEqual([
      {
        id: '1',
        problem: null,
        record: {
          customer: { id: '7', first_name: 'Zeynep', last_name: 'Öztürk' },
          room_name: 'Room 3',
          deleted_at: null,
          treatments: [
            {
              name: 'Peel',
              sessions: [{ session_order: 1, products: [{ name: 'Gel', quantity: '2.5', unit: 'ml' }] }],
            },
          ],
        },
      },
      { id: '3', record: null, problem: { error: 'not_found', retry_after: null } },
    ]);
    expect(response.body).not.toMatch(/532|secret|10000004210/);
    expect(await actions()).toEqual(['printed 1', 'not_found 3']);
  });

  test.each([
    { ids: [] },
    { ids: ['0'] },
    { ids: ['1', '1'] },
    { ids: Array.from({ length: 21 }, (_, n) => String(n + 1)) },
  ])('is refused for %j', async (payload) => {
    const browser = await signedIn();
    expect((await browser.post(searchEndpoints.daySheet, clinic, payload)).statusCode).toBe(422);
  });
});
