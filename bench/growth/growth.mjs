// Reads one appointment, a list, the calendar and search results while the number of appointments of a clinic grows: with
// the SQL statement and with the endpoint of the demonstration service, on PostgreSQL and, up to a smaller number, on
// PGlite.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#tests/support/server.mjs';
import { median } from '../figures.mjs';
import { createTimedRequest } from '../request.mjs';
import { buildParts, loadParts } from './parts.mjs';
import { startPostgres } from './postgres.mjs';

/**
 * @typedef {import('pg').Pool} Pool
 * @typedef {import('./parts.mjs').Parts} Parts
 * @typedef {'appointment' | 'list' | 'calendar' | 'search'} Call
 * @typedef {{ statement: number, endpoint: number }} Times medians in milliseconds
 * @typedef {{ appointments: number, times: Record<Call, Times> }} Size
 */

/** @type {readonly Call[]} */
const calls = ['appointment', 'list', 'calendar', 'search'];
const context = { userId: 1, tenantId: 1 };
/** The generated ids begin here, above those of the demonstration data. */
const base = 1_000_000;

/**
 * Inserts `to` appointments into clinic 1. Ten appointments share a customer, each has an assistant and two treatments
 * of the clinic's catalogue, and every third is a follow-up of the previous one. Foreign keys are not checked.
 *
 * @param {Parts} parts @param {Pool} pool @param {number} to
 */
const fill = async (parts, pool, to) => {
  const ids = `generate_series(${base + 1}, ${base + to}) as id`;
  await parts.transaction.inTransaction(pool, async (tx) => {
    await tx.query('set local session_replication_role = replica');
    await tx.query(`insert into demo.customers (tenant_id, id, first_name, last_name, phone_number, identity_number,
        created_at, updated_at)
      select 1, id, 'First ' || id, 'Last ' || id, '+90 555 ' || id, (10000000000 + id)::text, now(), now()
      from ${ids} where id % 10 = 0`);
    // What the triggers, which are disabled, would do.
    await tx.query(`insert into demo.customer_words (tenant_id, word, customer_id)
      select 1, word, id from ${ids}, demo.words('First ' || id || ' Last ' || id) word where id % 10 = 0`);
    await tx.query(`insert into demo.customer_tags (tenant_id, customer_id, position, tag_id)
      select 1, id, 1, (select min(id) from demo.tags where tenant_id = 1) from ${ids} where id % 10 = 0`);
    await tx.query(`insert into demo.appointments (tenant_id, id, customer_id, room_id, doctor_id,
        parent_appointment_id, code, relation_type, scheduled_at, status, creation_type, created_at, updated_at)
      select 1, id, least(id / 10 * 10 + 10, ${base + to} / 10 * 10), (select min(id) from demo.rooms where tenant_id = 1), 1,
        case when id % 3 = 0 and id > ${base + 1} then id - 1 end, 'APT-' || id, 'follow_up',
        '2020-01-01'::timestamptz + (id % 3000000) * interval '1 minute', 'confirmed', 'online', now(), now()
      from ${ids}`);
    await tx.query(`insert into demo.appointment_assistants (tenant_id, appointment_id, position, user_id)
      select 1, id, 1, 1 from ${ids}`);
    await tx.query(`with catalogue as (
        select array_agg(id order by id) as ids from demo.treatments where tenant_id = 1
      )
      insert into demo.appointment_treatments (tenant_id, appointment_id, position, treatment_id)
      select 1, s.id, p, c.ids[1 + (s.id + p) % cardinality(c.ids)]
      from ${ids.replace('as id', 'as s(id)')}, generate_series(1, 2) p, catalogue c`);
  });
  await pool.query('vacuum analyze');
};

/** @param {Parts} parts @param {Pool} pool @param {number} id @returns {Promise<string>} with the generic plan */
const explain = async (parts, pool, id) =>
  parts.transaction.inTransaction(pool, async (tx) => {
    await tx.query(`select demo.set_tenant_context(${context.tenantId}, ${context.userId})`);
    await tx.query('set local role demo_reader; set local plan_cache_mode = force_generic_plan');
    await tx.query(`prepare explained as ${parts.appointment.appointmentStatement}`);
    // The first execution reads what a connection reads only once, such as the system catalog.
    await tx.query(`execute explained(${id})`);
    /** @type {{ rows: Record<string, string>[] }} */
    const { rows } = await tx.query(`explain (analyze, buffers) execute explained(${id})`);
    await tx.query('deallocate explained');
    return rows.map((line) => line['QUERY PLAN']).join('\n');
  });

/** Stores a token for the user as the authorization server would. @param {Pool} pool */
const storeToken = async (pool) => {
  const token = 'growth-of-the-appointments-of-one-clinic-000';
  const now = Math.floor(Date.now() / 1000);
  const payload = {
    kind: 'AccessToken',
    iat: now,
    exp: now + 7200,
    accountId: String(context.userId),
    clientId: 'bench',
  };
  await pool.query(
    `insert into demo.oauth_records (model, id_hash, payload, expires_at)
     values ('AccessToken', $1, $2::jsonb, now() + interval '2 hours')`,
    [
      createHash('sha256').update(token).digest(),
      JSON.stringify({ ...payload, scope: 'appointments:read customers:read', gty: 'authorization_code' }),
    ],
  );
  return { authorization: `Bearer ${token}`, 'x-tenant': String(context.tenantId) };
};

/**
 * What a call reads for an appointment, the same amount at every size: the appointment, those of its customer, the hour
 * from its time on, and its customer by the end of the phone number.
 *
 * @param {Parts} parts @param {Pool} pool @param {number} id @param {number} appointments
 * @returns {Record<Call, { path: string, run: () => Promise<unknown> }>}
 */
const readsOf = (parts, pool, id, appointments) => {
  const customer = String(
    Math.min(Math.floor(id / 10) * 10 + 10, Math.floor((base + appointments) / 10) * 10),
  );
  const minute = Date.UTC(2020, 0, 1) + (id % 3_000_000) * 60_000;
  /** @param {number} epoch */
  const time = (epoch) => ({ text: new Date(epoch).toISOString(), isDay: false });
  const [from, to] = [time(minute), time(minute + 3_600_000)];
  /** @param {import('../../server/embedded/lists/clinic-query.ts').Statement} statement */
  const query =
    (statement, isPlannedOnce = false) =>
    () =>
      parts.clinicQuery.queryClinic(pool, context, statement, { isPlannedOnce });
  return {
    appointment: {
      path: `appointments/${id}`,
      run: () => parts.appointment.getAppointment(pool, context, id),
    },
    list: {
      path: `appointments?customer_id=${customer}`,
      run: query(parts.list.listStatement({ customer_id: customer }), true),
    },
    calendar: {
      path: `appointments/calendar?from=${from.text}&to=${to.text}`,
      run: query(parts.calendar.calendarStatement(from, to), true),
    },
    search: {
      path: `customers?search=${customer}`,
      run: query(
        parts.pages.pageStatement(parts.customers.listCustomers(customer), { page: 1, perPage: 20 }),
      ),
    },
  };
};

/**
 * Creates a database with a clinic of that many appointments, and the service on it.
 *
 * @param {Parts} parts
 * @param {{ url: string } | { directory: string }} database
 * @param {number} appointments
 */
const seedAppointments = async (parts, database, appointments) => {
  const pool = await parts.pool.openPool(database);
  await parts.migrate.migrate(pool, [
    ...parts.migrations.gatewayMigrations,
    ...parts.demoMigrations.demoMigrations,
  ]);
  await parts.seed.seedDemonstration(pool);
  await fill(parts, pool, appointments);
  const redirectUris = ['http://127.0.0.1:1/auth/callback'];
  const app = await parts.embedded.createEmbeddedService({
    pool,
    publicUrl: 'http://127.0.0.1:1',
    clients: [{ id: 'bench', secret: 'b'.repeat(32), redirectUris }],
    secret: 's'.repeat(32),
    log: { level: 'silent' },
    rateLimit: { max: 1e9, windowMs: 60_000 },
  });
  const origin = await app.listen({ host: '127.0.0.1', port: 0 });
  const headers = await storeToken(pool);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  /** @type {Record<Call, { statement: number[], endpoint: number[] }>} */
  const taken = {
    appointment: { statement: [], endpoint: [] },
    list: { statement: [], endpoint: [] },
    calendar: { statement: [], endpoint: [] },
    search: { statement: [], endpoint: [] },
  };
  return {
    appointments,
    taken,
    /** @param {number} turn @param {boolean} counts */
    measure: async (turn, counts) => {
      // Reads ids across the whole range, never the same twice in a row, because 7919 is prime.
      const id = base + 1 + ((turn * 7919) % appointments);
      const reads = readsOf(parts, pool, id, appointments);
      for (const call of calls) {
        const { path, run } = reads[call];
        const request = createTimedRequest(`${origin}/api/v1/${path}`, headers, agent);
        const begun = performance.now();
        await run();
        const between = performance.now();
        const endpoint = await request.time();
        if (!counts) continue;
        taken[call].statement.push(between - begun);
        taken[call].endpoint.push(endpoint);
      }
    },
    explain: () => explain(parts, pool, base + Math.floor(appointments / 2)),
    close: async () => {
      agent.destroy();
      await app.close();
      await pool.end();
    },
  };
};

/**
 * Every round requests one appointment from each database in turn, so that other load affects all of them alike.
 *
 * @param {Parts} parts
 * @param {(appointments: number) => Promise<{ url: string } | { directory: string }>} makeDatabase
 * @param {readonly number[]} sizes
 * @param {number} rounds
 */
const measureOn = async (parts, makeDatabase, sizes, rounds) => {
  /** @type {Awaited<ReturnType<typeof seedAppointments>>[]} */
  const databases = [];
  try {
    for (const size of sizes) databases.push(await seedAppointments(parts, await makeDatabase(size), size));
    const warmUp = 50;
    for (let turn = 0; turn < warmUp + rounds; turn += 1)
      for (const database of databases) await database.measure(turn, turn >= warmUp);
    /** @type {Size[]} */
    const measured = databases.map(({ appointments, taken }) => {
      /** @param {Call} call */
      const times = (call) => ({
        statement: median(taken[call].statement),
        endpoint: median(taken[call].endpoint),
      });
      return {
        appointments,
        times: {
          appointment: times('appointment'),
          list: times('list'),
          calendar: times('calendar'),
          search: times('search'),
        },
      };
    });
    const [first, last] = [measured[0], measured.at(-1)];
    /** The name of a figure; that of one appointment has none of a call. @param {Call} call @param {string} name */
    const named = (call, name) => (call === 'appointment' ? name : `${call}: ${name}`);
    return {
      figures: {
        ...Object.fromEntries(
          measured.map(({ appointments, times }) => [
            `${appointments} appointments`,
            Object.fromEntries(
              calls.flatMap((call) => [
                [named(call, 'SQL ms'), times[call].statement],
                [named(call, 'endpoint ms'), times[call].endpoint],
                [named(call, 'endpoint ÷ SQL'), times[call].endpoint / times[call].statement],
              ]),
            ),
          ]),
        ),
        'largest ÷ smallest': Object.fromEntries(
          calls.flatMap((call) => [
            [named(call, 'SQL ms'), (last?.times[call].statement ?? 0) / (first?.times[call].statement ?? 1)],
            [
              named(call, 'endpoint ms'),
              (last?.times[call].endpoint ?? 0) / (first?.times[call].endpoint ?? 1),
            ],
          ]),
        ),
      },
      plan: (await databases.at(-1)?.explain()) ?? '',
    };
  } finally {
    for (const database of databases) await database.close();
  }
};

/**
 * Measures all sizes and writes the query plan of the largest PostgreSQL database to docs/query-plan.txt.
 *
 * @param {{ rounds: number, postgres?: readonly number[], pglite?: readonly number[] }} options appointments, ascending
 * @returns {Promise<import('../report.mjs').Figures>} medians by engine and size
 */
export const measureGrowth = async ({
  rounds,
  postgres = [1_000, 10_000, 100_000, 1_000_000],
  pglite = [1_000, 10_000, 100_000],
}) => {
  const built = await buildParts();
  const directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-growth-'));
  try {
    const parts = await loadParts(built.directory);
    /** @type {import('../report.mjs').Figures} */
    const engines = {};
    const server = await startPostgres();
    try {
      const { figures, plan } = await measureOn(parts, server.makeDatabase, postgres, rounds);
      engines['PostgreSQL'] = figures;
      await writeFile(join(root, 'docs/query-plan.txt'), `${plan.trimEnd()}\n`);
    } finally {
      await server.stop();
    }
    /** @param {number} size */
    const makeDatabase = async (size) => ({ directory: join(directory, String(size)) });
    engines['PGlite'] = (await measureOn(parts, makeDatabase, pglite, rounds)).figures;
    return engines;
  } finally {
    await built.remove();
    await rm(directory, { recursive: true, force: true });
  }
};
