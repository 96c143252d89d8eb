import type { Pool } from 'pg';
import { inTransaction, type Queryable } from './transaction.ts';

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

/** A migration may rewrite a table, and other processes wait for it. */
const timeoutMs = 60 * 60 * 1000;

const readApplied = async (database: Queryable): Promise<Set<string>> => {
  // Not to_regclass, which may still answer from a cache after another process has created the table.
  const tables = await database.query(
    `select from pg_tables where schemaname = 'gateway' and tablename = 'schema_migrations'`,
  );
  if (tables.rowCount === 0) return new Set();
  const { rows } = await database.query<{ name: string }>('select name from gateway.schema_migrations');
  return new Set(rows.map(({ name }) => name));
};

const pendingOf = (migrations: readonly Migration[], applied: ReadonlySet<string>): readonly Migration[] =>
  migrations.filter(({ name }) => !applied.has(name));

/**
 * Applies the migrations that the database does not have yet, in the given order, and returns their names. All of
 * them are one transaction, so a failure changes nothing; processes that start together wait for each other. Without
 * pending migrations it only reads, so that a role without DDL rights can start. Migrations that it does not know are
 * ignored: each migration keeps the previous version working.
 */
export const migrate = async (pool: Pool, migrations: readonly Migration[]): Promise<string[]> => {
  if (pendingOf(migrations, await readApplied(pool)).length === 0) return [];
  return inTransaction(
    pool,
    async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(${lockKey})`);
      // Checked again: another process may have applied them while this one waited for the lock.
      const pending = pendingOf(migrations, await readApplied(tx));
      if (pending.length === 0) return [];
      await tx.query(`
        create schema if not exists gateway;
        create table if not exists gateway.schema_migrations (
          name text primary key,
          applied_at timestamptz not null default now()
        )`);
      for (const { name, sql } of pending) {
        await tx.query(sql);
        await tx.query('insert into gateway.schema_migrations (name) values ($1)', [name]);
      }
      return pending.map(({ name }) => name);
    },
    { timeoutMs },
  );
};

/** The statements that let a role run the application: no DDL, and no change of the access log. */
const grants = [
  'grant usage on schema gateway to %I',
  'grant select, insert, update, delete on all tables in schema gateway to %I',
  'revoke update, delete, truncate on gateway.access_log from %I',
  'revoke insert, update, delete on gateway.schema_migrations from %I',
];

/** Grants an existing role, which must not be the owner, what the application needs on the gateway's tables. */
export const grantTo = (pool: Pool, role: string): Promise<void> =>
  inTransaction(pool, async (tx) => {
    for (const grant of grants) {
      const { rows } = await tx.query<{ statement: string }>('select format($1, $2::text) as statement', [
        grant,
        role,
      ]);
      await tx.query(rows[0]?.statement ?? '');
    }
  });
