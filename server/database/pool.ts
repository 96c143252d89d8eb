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
  /** Called with errors of idle connections, which the pool replaces. */
  onError?: (error: Error) => void;
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

  constructor(pglite: PGlite, config: PoolConfig) {
    super({ ...config, Client: createPgliteClient(pglite), max: 1, idleTimeoutMillis: 0 });
    this.#pglite = pglite;
  }

  override async end(): Promise<void> {
    await super.end();
    await this.#pglite.close();
  }
}

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
  const { statementTimeoutMs = 60_000, connectionTimeoutMs = 10_000, onError } = options;
  const config: PoolConfig = {
    types,
    connectionTimeoutMillis: connectionTimeoutMs,
    statement_timeout: statementTimeoutMs,
    // The server cancels first, which leaves the connection usable. This limit applies if the server does not respond.
    query_timeout: 'url' in location ? statementTimeoutMs + 2_000 : statementTimeoutMs,
    application_name: 'appointment-viewer',
  };
  const pool =
    'url' in location
      ? new Pool({ ...config, connectionString: location.url, max: 10, idleTimeoutMillis: 30_000 })
      : new PglitePool('pglite' in location ? location.pglite : await openPglite(location), config);
  // Without a listener, a broken idle connection would end the process.
  pool.on('error', (error) => onError?.(error));
  return pool;
};
