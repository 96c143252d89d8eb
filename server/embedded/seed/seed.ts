/// <reference types="vite/client" />
import type { Pool } from 'pg';
import { inTransaction } from '#server/database/transaction.ts';
import demonstration from './demonstration.sql?raw';

/** Incremented when the data changes. An existing database is not updated. */
const version = 3;
/** The key of the advisory lock; any number that nothing else in this database uses. */
const lockKey = 7_203_514_002;

/**
 * Fills an empty database with the demonstration data, relative to the current day in Istanbul. Existing data is not
 * changed. Processes that start together wait for each other.
 */
export const seedDemonstration = (pool: Pool, now: Date = new Date()): Promise<void> =>
  inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lockKey})`);
    const { rows } = await tx.query('select 1 from demo.seed_run');
    if (rows.length > 0) return;
    const today = `($1::timestamptz at time zone 'Europe/Istanbul')::date::text`;
    await tx.query(`select set_config('demo.today', ${today}, true)`, [now]);
    await tx.query(demonstration);
    await tx.query(
      `insert into demo.seed_run (version, seeded_on) values ($1, current_setting('demo.today')::date)`,
      [version],
    );
  });
