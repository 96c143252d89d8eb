/// <reference types="vite/client" />
import type { Database } from '#server/db/client.ts';
import demonstration from './demonstration.sql?raw';

/** Goes up when the data changes: a database keeps the version it was made with. */
const version = 2;
/** Any number that nothing else in this database locks with. */
const lock = 7_203_514_002;

/**
 * Fills an empty database with the demonstration data for the day it is in Istanbul; a database that has it stays as it
 * is. Processes that start together wait for each other.
 */
export const seedDemonstration = async (db: Database, now: Date = new Date()): Promise<void> => {
  await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lock})`);
    const seeded = await tx.query('select 1 from flextell.seeded', []);
    if (seeded.length > 0) return;
    await tx.query(
      `select set_config('demo.today', ($1::timestamptz at time zone 'Europe/Istanbul')::date::text, true)`,
      [now],
    );
    await tx.query(demonstration);
    await tx.query(
      `insert into flextell.seeded (version, day) values ($1, current_setting('demo.today')::date)`,
      [version],
    );
  });
};
