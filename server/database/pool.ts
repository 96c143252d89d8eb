import { PGlite } from '@electric-sql/pglite';
import { type CustomTypesConfig, Pool, type PoolConfig, types as pgTypes } from 'pg';
import { createPgliteClient } from './pglite-client.ts';

/** A PostgreSQL server, PGlite with its files in `directory`, or a PGlite instance, which `pool.end()` closes. */
export type DatabaseLocation = { url: string } | { directory: string } | { pglite: PGlite };

export interface PoolOptions {
  /** Milliseconds that one statement may take; 60,000 by default. */
  statementTimeoutMs?: number;
  /** Milliseconds to wait for a connection; 10,000 by default. */
  connectionTimeoutMs?: number;
  /** Connections to PostgreSQL; 10 by default. */
  size?: number;
  /** Called with errors of idle connections, which the pool replaces. */
  onError?: (error: Error) => void;
  /** Called once when PGlite failed and cannot run any further statement. */
  onFatal?: (error: unknown) => void;
}

const parseInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('the bigint is beyond the safe integers');
  return value;
};

/** bigint as a number, never rounded; date as text, since a Date would shift with the time zone of the process. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [pgTypes.builtins.INT8]: parseInteger,
  [pgTypes.builtins.DATE]: (text) => text,
};

const types: CustomTypesConfig = {
  getTypeParser: (type, format) => parsers[type] ?? pgTypes.getTypeParser(type, format ?? 'text'),
};

/** PGlite reserves 128 MB of shared buffers by default; one appointment reads a few hundred pages. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/** Closes PGlite with the pool. */
class PglitePool extends Pool {
  readonly #pglite: PGlite;

  constructor(pglite: PGlite, config: PoolConfig, onFatal: (error: unknown) => void) {
    super({ ...config, Client: createPgliteClient(pglite, onFatal), max: 1, idleTimeoutMillis: 0 });
    this.#pglite = pglite;
  }

  override async end(): Promise<void> {
    await super.end();
    await this.#pglite.close();
  }
}

/** Milliseconds after the server's own limit at which a client gives up on a server that does not respond. */
const responseMarginMs = 500;

/** A PostgreSQL server, or a pooler in transaction mode: connections have no state beyond a transaction. */
export class PostgresPool extends Pool {
  readonly statementTimeoutMs: number;

  constructor(url: string, statementTimeoutMs: number, config: PoolConfig) {
    super({
      ...config,
      connectionString: url,
      query_timeout: statementTimeoutMs + responseMarginMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      idleTimeoutMillis: 30_000,
    });
    this.statementTimeoutMs = statementTimeoutMs;
  }
}

/**
 * The statements that begin a transaction whose statements may take `timeoutMs`, by default what the pool allows. The
 * limit is local to the transaction, because poolers accept it neither at the start of a connection nor in a session.
 */
export const beginStatement = (pool: Pool, timeoutMs?: number): string =>
  pool instanceof PostgresPool
    ? `begin; set local statement_timeout = ${Math.ceil(timeoutMs ?? pool.statementTimeoutMs)}`
    : 'begin';

/** Milliseconds until a client gives up on a statement that the server should have cancelled after `timeoutMs`. */
export const queryTimeoutOf = (timeoutMs: number): number => timeoutMs + responseMarginMs;

/**
 * Opens PGlite with its files in `directory`, or in memory. A new database is unpacked from `archive` (the result of
 * `dumpDataDir`) if there is one, which is several times faster than initdb.
 */
export const openPglite = ({
  directory,
  archive,
}: {
  directory?: string;
  archive?: Blob;
} = {}): Promise<PGlite> =>
  PGlite.create({
    startParams,
    ...(directory !== undefined && { dataDir: directory }),
    ...(archive && { loadDataDir: archive }),
  });

/**
 * Opens a pool of connections. A bigint is read as a number (beyond the safe integers: RangeError), numeric and date as
 * text, timestamptz as a Date. A server that cannot be reached fails the first query, not this call. PGlite takes no
 * lock on its directory: the caller does (`openDataDirectory`).
 */
export const openPool = async (location: DatabaseLocation, options: PoolOptions = {}): Promise<Pool> => {
  const { statementTimeoutMs = 60_000, connectionTimeoutMs = 10_000, size = 10, onError, onFatal } = options;
  const config: PoolConfig = {
    types,
    connectionTimeoutMillis: connectionTimeoutMs,
    application_name: 'appointment-viewer',
  };
  const pool =
    'url' in location
      ? new PostgresPool(location.url, statementTimeoutMs, { ...config, max: size })
      : new PglitePool(
          'pglite' in location ? location.pglite : await openPglite(location),
          { ...config, query_timeout: statementTimeoutMs },
          (error) => onFatal?.(error),
        );
  // Without a listener, a broken idle connection would end the process.
  pool.on('error', (error) => onError?.(error));
  return pool;
};
