import { existsSync } from 'node:fs';
import { request } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { explainConnectionError } from '#server/database/connection-problem.ts';
import { openPool } from '#server/database/pool.ts';
import { DataDirectoryInUseError, findAdminSocket, openDataDirectory } from '#server/data-directory.ts';
import { parseEnvironment, type Config } from '#server/config.ts';
import { type ExportOptions, exportAccessLog, exportSchema } from './export.ts';

const usage = `Usage: appointment-viewer access-log [--since TIME] [--until TIME] [--format jsonl|csv]
  TIME is a day, 2026-11-01, of CLINIC_TIME_ZONE (UTC if that is not set), or a time, 2026-11-01T09:00:00Z.
  --since   the first day or time; from the beginning by default
  --until   the last day, included, or the time before which to end; to the end by default
  --format  jsonl by default
Reads DATABASE_URL or DATA_DIR as the server does.`;

/** Ends the process with a message for the user. */
class Exit extends Error {}

const readConfig = (): Config => {
  const { DATABASE_URL, DATABASE_URL_FILE, DATA_DIR, CLINIC_TIME_ZONE } = process.env;
  // The log is not encrypted: neither the server's secret nor the rest of its configuration is needed.
  const SESSION_SECRET = '-'.repeat(32);
  const parsed = parseEnvironment({
    DATABASE_URL,
    DATABASE_URL_FILE,
    DATA_DIR,
    CLINIC_TIME_ZONE,
    SESSION_SECRET,
  });
  if (!parsed.ok) throw new Exit(parsed.problems.join('\n'));
  return parsed.config;
};

const readArguments = (args: string[]) => {
  const options = {
    since: { type: 'string' },
    until: { type: 'string' },
    format: { type: 'string', default: 'jsonl' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch {
    throw new Exit(usage);
  }
};

const readOptions = (args: string[], timeZone: string): ExportOptions => {
  const values = readArguments(args);
  const parsed = exportSchema.safeParse({ ...values, timeZone });
  if (parsed.success) return parsed.data;
  const [name] = parsed.error.issues[0]?.path ?? [];
  if (name === 'format') throw new Exit(usage);
  throw new Exit(`--${String(name)} is neither a day nor a time with its offset.\n${usage}`);
};

const print = (text: Readable): Promise<void> => pipeline(text, process.stdout, { end: false });

const printFrom = async (location: { url: string } | { directory: string }, options: ExportOptions) => {
  const pool = await openPool(location);
  try {
    await print(Readable.from(exportAccessLog(pool, options)));
  } finally {
    await pool.end();
  }
};

const printFromServer = async (socketPath: string, options: ExportOptions): Promise<void> => {
  const query = new URLSearchParams({ timeZone: options.timeZone, format: options.format });
  if (options.since !== undefined) query.set('since', options.since);
  if (options.until !== undefined) query.set('until', options.until);
  const path = `/access-log?${query.toString()}`;
  const sent = request({ socketPath, path }).end();
  const [response] = await once(sent, 'response');
  if (response.statusCode !== 200) throw new Exit('The running server cannot export its access log.');
  await print(response);
};

const printFromDirectory = async (directory: string, options: ExportOptions): Promise<void> => {
  if (!existsSync(join(directory, 'database')))
    throw new Exit(`There is no database in ${directory}: set DATA_DIR, or DATABASE_URL.`);
  const socketPath = await findAdminSocket(directory);
  if (socketPath !== null) return printFromServer(socketPath, options);
  const opened = await openDataDirectory(directory);
  try {
    await printFrom({ directory: opened.database }, options);
  } finally {
    await opened.release();
  }
};

/** 42P01: the table does not exist; 3F000: nor does its schema. */
const messageOf = (error: unknown): string => {
  if (error instanceof Exit) return error.message;
  if (error instanceof DataDirectoryInUseError)
    return process.platform === 'win32' ? 'A server is running on DATA_DIR: stop it first.' : error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === '42P01' || code === '3F000' || code === '42703')
    return 'This database has no access log of this version yet: start the server on it once.';
  const explained = explainConnectionError(error);
  if (explained !== null) return explained;
  return `The access log could not be read: ${error instanceof Error ? error.message : String(error)}`;
};

/**
 * `appointment-viewer access-log`: prints the access log of PostgreSQL, or of the data directory; if a server uses that
 * directory, its admin socket responds with the log. Failures are printed and set the exit code.
 */
export const printAccessLog = async (args: string[]): Promise<void> => {
  // The process that reads the output may end early: `appointment-viewer access-log | head`.
  process.stdout.on('error', () => process.exit(0));
  if (args.includes('--help')) return void process.stdout.write(`${usage}\n`);
  try {
    const { databaseUrl, dataDirectory, timeZone } = readConfig();
    const options = readOptions(args, timeZone ?? 'UTC');
    if (databaseUrl === null) await printFromDirectory(dataDirectory, options);
    else await printFrom({ url: databaseUrl }, options);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
};
