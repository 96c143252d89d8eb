import type { Pool } from 'pg';
import type { Scope } from './scope.ts';

/** A value a statement can take. JSON goes as its text, with a cast in the SQL: the drivers disagree about objects. */
type Parameter = string | number | boolean | Date | Uint8Array | null | readonly (string | number)[];

export interface Queryable {
  /**
   * Runs one statement with `$1`-style parameters; without parameters, one or several statements, the last one's
   * rows counting. int8 and counts are numbers, numeric is text, a date is its text, a timestamp a Date.
   * Throws `DatabaseError` (with its SQLSTATE) or `DatabaseUnavailable` (answers as 503).
   */
  query<Row extends object>(sql: string, params?: readonly Parameter[]): Promise<Row[]>;
}

export interface Database extends Queryable {
  /** Commits when `work` resolves, rolls back when it rejects. Everything in it goes through `tx`. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /**
   * Runs one statement with the rights of `scope` alone: row-level security applies. It is one message and one
   * transaction, and the statement's plan is kept: its text must be a constant, its parameters are whole numbers.
   */
  scoped<Row extends object>(scope: Scope, sql: string, numbers: readonly number[]): Promise<Row[]>;
  /** Waits for what is running, then ends threads and connections. */
  close(): Promise<void>;
  readonly engine: 'pglite' | 'postgres';
  readonly pool: Pool;
}
