import { parseArgs } from 'node:util';
import { parseEnvironment, readSecretFiles } from '#server/config.ts';
import { explainConnectionError } from './connection-problem.ts';
import { grantTo, migrate } from './migrate.ts';
import { gatewayMigrations } from './migrations.ts';
import { openPool } from './pool.ts';

const usage = `Usage: appointment-viewer migrate [--grant-to ROLE]
Prepares the database in MIGRATE_DATABASE_URL or DATABASE_URL as its owner.
`;

const readRole = (args: string[]): string | null =>
  parseArgs({ args, options: { 'grant-to': { type: 'string' } } }).values['grant-to'] ?? null;

/** The URL of the owner's connection. Throws an error with one line for each problem. */
const readDatabaseUrl = (): string => {
  const { env, problems } = readSecretFiles(process.env);
  const parsed = parseEnvironment({
    DATABASE_URL: env.MIGRATE_DATABASE_URL ?? env.DATABASE_URL,
    // Migrations encrypt nothing.
    SESSION_SECRET: '-'.repeat(32),
  });
  const found = [...problems, ...(parsed.ok ? [] : parsed.problems)];
  if (found.length > 0) throw new Error(found.join('\n'));
  if (!parsed.ok || parsed.config.databaseUrl === null)
    throw new Error('Set MIGRATE_DATABASE_URL or DATABASE_URL: the database to prepare, as its owner.');
  return parsed.config.databaseUrl;
};

const messageOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && error.code === '42704')
    return 'The role of --grant-to does not exist: create it first.';
  return explainConnectionError(error) ?? (error instanceof Error ? error.message : String(error));
};

/**
 * `appointment-viewer migrate [--grant-to ROLE]`: applies the gateway's migrations as the owner of the database, and
 * grants a role what the application needs. Failures are printed and set the exit code.
 */
export const runMigrate = async (args: string[]): Promise<void> => {
  if (args.includes('--help')) return void process.stdout.write(usage);
  try {
    const role = readRole(args);
    const pool = await openPool({ url: readDatabaseUrl() });
    try {
      const applied = await migrate(pool, gatewayMigrations);
      process.stdout.write(
        applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The database is up to date.\n',
      );
      if (role !== null) {
        await grantTo(pool, role);
        process.stdout.write(`Granted the rights of the application to ${role}.\n`);
      }
    } finally {
      await pool.end();
    }
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = 1;
  }
};
