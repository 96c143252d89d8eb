import type { Pool } from 'pg';
import { inTransaction } from './transaction.ts';

export interface Migration {
  /** The set and the file without `.sql`: `gateway/0001_sessions`. */
  name: string;
  sql: string;
}

/** Converts the files of a migrations folder (SQL by path) to migrations in the order of their numbers. */
export const toMigrations = (set: string, files: Readonly<Record<string, string>>): readonly Migration[] =>
  Object.entries(files)
    .map(([path, sql]) => ({ name: `${set}/${path.replace(/^.*\/|\.sql$/g, '')}`, sql }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The key of the advisory lock; any number that nothing else in this database uses. */
const lockKey = 7_203_514_001;

/**
 * Applies the migrations that the database does not have yet, in the given order, and returns their names. All of
 * them are one transaction, so a failure changes nothing; processes that start together wait for each other.
 */
export const migrate = (pool: Pool, migrations: readonly Migration[]): Promise<string[]> =>
  inTransaction(pool, async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lockKey})`);
    await tx.query(`
      create schema if not exists gateway;
      create table if not exists gateway.schema_migrations (
        name text primary key,
        applied_at timestamptz not null default now()
      )`);
    const { rows } = await tx.query<{ name: string }>('select name from gateway.schema_migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const pending = migrations.filter(({ name }) => !applied.has(name));
    for (const { name, sql } of pending) {
      await tx.query(sql);
      await tx.query('insert into gateway.schema_migrations (name) values ($1)', [name]);
    }
    return pending.map(({ name }) => name);
  });
