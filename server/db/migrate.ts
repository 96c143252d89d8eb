import { createHash } from 'node:crypto';
import type { Database } from './database.ts';

export interface Migration {
  /** The file's name without `.sql`: `0001_flextell`. Applied in the order of the names. */
  name: string;
  sql: string;
}

/** Any number that nothing else in this database locks with. */
const lock = 7_203_514_001;

const ledger = `
  create schema if not exists migrations;
  create table if not exists migrations.applied (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`;

/** Line ends do not count: a checkout on Windows is the same migration. */
const checksum = (sql: string): string =>
  createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');

/**
 * Brings the database to the latest schema; answers the names applied now. Each migration is one transaction under
 * an advisory lock, so that processes starting together wait for each other and apply each migration once.
 * Throws when a migration that was applied has been edited since, or the database knows one that this program
 * does not (it is older than its database): in both, the schema is not the one this program was written for.
 */
export const migrate = async (db: Database, migrations: readonly Migration[]): Promise<string[]> => {
  const ordered = migrations.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const known = new Map(ordered.map(({ name, sql }) => [name, checksum(sql)]));
  const applied = await db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lock})`);
    await tx.query(ledger);
    return tx.query<{ name: string; checksum: string }>('select name, checksum from migrations.applied', []);
  });
  for (const row of applied) {
    const expected = known.get(row.name);
    if (expected === undefined) {
      throw new Error(`the database is newer than this program: migration ${row.name} is not known here`);
    }
    if (expected !== row.checksum) {
      throw new Error(
        `migration ${row.name} was edited after it was applied: add a new migration in its place`,
      );
    }
  }

  const done = new Set(applied.map((row) => row.name));
  const now: string[] = [];
  for (const migration of ordered.filter(({ name }) => !done.has(name))) {
    if (await applyOnce(db, migration)) now.push(migration.name);
  }
  return now;
};

/** False where another process applied it while this one waited for the lock. */
const applyOnce = (db: Database, { name, sql }: Migration): Promise<boolean> =>
  db.transaction(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(${lock})`);
    const there = await tx.query('select 1 from migrations.applied where name = $1', [name]);
    if (there.length > 0) return false;
    await tx.query(sql);
    await tx.query('insert into migrations.applied (name, checksum) values ($1, $2)', [name, checksum(sql)]);
    return true;
  });
