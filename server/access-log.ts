import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DataDirectoryHeld, lockOf, openDataDirectory } from './data-directory.ts';
import { openDatabase, type Database } from './db/client.ts';
import { parseEnvironment, type Config } from './config.ts';
import { csvHeader, toCsvLine, toJsonLine } from './gateway/access-log/format.ts';
import { readTime } from './gateway/access-log/span.ts';
import { readEntries, type Entry } from './gateway/access-log/store.ts';
import { entryOf, questionOf, type Span } from './gateway/access-log/talk.ts';
import { serializeError } from './http/log.ts';
import { askHolder } from './lock-talk.ts';

/**
 * The process of `npm run access-log`, built to `dist/server/access-log.js`: prints the access log of the configured
 * database. Where a server works in the data directory, that one is asked, over the directory's lock.
 */

const usage = `Usage: npm run --silent access-log -- [--since TIME] [--until TIME] [--format jsonl|csv]
  TIME is a day, 2026-11-01, of CLINIC_TIME_ZONE (UTC where it is unset), or a time, 2026-11-01T09:00:00Z.
  --since   the first day or time; from the beginning by default
  --until   the last day, included, or the time before which to end; to the end by default
  --format  jsonl by default
Reads DATABASE_URL or DATA_DIR as the server does.`;

class Stop extends Error {}

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        since: { type: 'string', default: '1970-01-01T00:00:00Z' },
        until: { type: 'string' },
        format: { type: 'string', default: 'jsonl' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    throw new Stop(usage);
  }
};

const readConfig = (): Config => {
  const { DATABASE_URL, DATA_DIR, CLINIC_TIME_ZONE } = process.env;
  // The log is not encrypted: the server's secret is not needed to read it, nor is the rest of its configuration.
  const parsed = parseEnvironment({
    DATABASE_URL,
    DATA_DIR,
    CLINIC_TIME_ZONE,
    SESSION_SECRET: '-'.repeat(32),
  });
  if (!parsed.ok) throw new Stop(parsed.problems.join('\n'));
  return parsed.config;
};

const readSpan = (since: string, until: string | undefined, timeZone: string): Span => {
  const read = (name: string, text: string, as: 'begin' | 'end'): Date => {
    const time = readTime(text, timeZone, as);
    if (time === null) throw new Stop(`--${name} is neither a day nor a time with its offset.\n${usage}`);
    return time;
  };
  return {
    since: read('since', since, 'begin'),
    until: until === undefined ? null : read('until', until, 'end'),
  };
};

async function* fromDatabase(db: Database, span: Span): AsyncGenerator<Entry> {
  try {
    yield* readEntries(db, span);
  } finally {
    await db.close();
  }
}

async function* fromHolder(directory: string, span: Span): AsyncGenerator<Entry> {
  const lines = askHolder(await lockOf(directory), questionOf(span));
  for await (const line of lines) yield entryOf(line);
}

async function* fromDirectory(directory: string, span: Span): AsyncGenerator<Entry> {
  if (!existsSync(join(directory, 'database')))
    throw new Stop(`There is no data in ${directory}: set DATA_DIR, or DATABASE_URL.`);
  try {
    const held = await openDataDirectory(directory);
    try {
      yield* fromDatabase(await openDatabase({ directory: held.database }), span);
    } finally {
      await held.release();
    }
  } catch (error) {
    if (!(error instanceof DataDirectoryHeld)) throw error;
    if (process.platform === 'win32')
      throw new Stop(`A server is running on ${directory}, and cannot be asked on Windows: stop it first.`);
    yield* fromHolder(directory, span);
  }
}

const print = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await new Promise<void>((go) => process.stdout.once('drain', go));
};

const main = async (): Promise<void> => {
  const { since, until, format, help } = readArguments();
  if (help || (format !== 'jsonl' && format !== 'csv')) throw new Stop(usage);
  const { databaseUrl, dataDirectory, timeZone } = readConfig();
  const span = readSpan(since, until, timeZone ?? 'UTC');
  const entries =
    databaseUrl === null
      ? fromDirectory(dataDirectory, span)
      : fromDatabase(await openDatabase({ url: databaseUrl }), span);
  if (format === 'csv') await print(csvHeader);
  for await (const entry of entries) await print(format === 'csv' ? toCsvLine(entry) : toJsonLine(entry));
};

/** `42P01`: the table is not there; `3F000`: nor is its schema. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Stop) return error.message;
  const { code, message } = serializeError(error);
  if (code === '42P01' || code === '3F000')
    return 'This database has no access log yet: start the server on it once.';
  return `The access log could not be read: ${message}`;
};

// Whoever reads may have seen enough: `| head`.
process.stdout.on('error', () => process.exit(0));
try {
  await main();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
}
