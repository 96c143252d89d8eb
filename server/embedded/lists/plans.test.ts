import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#server/database/transaction.ts';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import { calendarStatement } from '../appointments/get-calendar.ts';
import { listStatement } from '../appointments/list-appointments.ts';
import { listCustomers } from '../customers/list-customers.ts';
import { seedDemonstration } from '../seed/seed.ts';
import type { Statement } from './clinic-query.ts';
import { pageStatement } from './pages.ts';

/** Under row-level security a condition whose operator is not leakproof stays a filter, and the whole clinic is read. */
describe.each(testEngines)('as the role that reads, on %s', (engine) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = await createTestDatabase(engine);
    await seedDemonstration(pool, new Date('2026-11-22T10:00:00Z'));
    await pool.query('analyze');
  }, 60_000);
  afterAll(() => pool.end());

  /** The index conditions of the plan; sequential scans are only avoided where an index can be used. */
  const indexConditions = (statement: Statement): Promise<string> =>
    inTransaction(pool, async (tx) => {
      await tx.query('set local role demo_reader');
      await tx.query('select demo.set_tenant_context(1, 1)');
      await tx.query('set local enable_seqscan = off');
      const { rows } = await tx.query<Record<'QUERY PLAN', string>>(
        `explain (costs off) select ${statement.text}`,
        statement.values,
      );
      return rows
        .map((row) => row['QUERY PLAN'])
        .filter((line) => line.includes('Index Cond:'))
        .join('\n');
    });
  const search = (text: string) => pageStatement(listCustomers(text), { page: 1, perPage: 20 });
  const day = { text: '2026-11-24', isDay: true };

  test.each([
    ['words', search('zeynep öztürk'), [/word >=/, /word </]],
    [
      'digits',
      search('0042'),
      [
        /phone_digits_reversed >=.*phone_digits_reversed </,
        /phone_digits >=.*phone_digits </,
        /identity_number =/,
      ],
    ],
    [
      'a calendar',
      calendarStatement(day, day),
      [
        /listed_at >=.*listed_at </,
        /original_scheduled_at >=.*original_scheduled_at </,
        /start_at >=.*start_at </,
        /listed_at = 'infinity'/,
      ],
    ],
    [
      "a customer's appointments",
      listStatement({ customer_id: '1187', from: '2026-11-24' }),
      [/customer_id = .*listed_at >=/],
    ],
    [
      "a doctor's appointments",
      listStatement({ doctor_id: '2', from: '2026-11-24' }),
      [/doctor_id = .*listed_at >=/],
    ],
    ["a room's appointments", listStatement({ room_id: '2', to: '2026-11-24' }), [/room_id = .*listed_at </]],
    ['a status', listStatement({ status: 'confirmed', to: '2026-11-24' }), [/status = .*listed_at </]],
    [
      'a further page',
      listStatement({ cursor: Buffer.from('2026-11-24 11:30:00+00,42').toString('base64url') }),
      [/ROW\(.*listed_at, .*id\) >/],
    ],
  ] as const)('an index scan finds %s', async (_, statement, conditions) => {
    const found = await indexConditions(statement);
    for (const condition of conditions) expect(found).toMatch(condition);
  });
});
