import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = resolve(fileURLToPath(import.meta.url), '../../..');

/**
 * The modules of the server that benchmarks use directly.
 *
 * @typedef {object} Parts
 * @property {typeof import('../../server/database/pool.ts')} pool
 * @property {typeof import('../../server/database/migrate.ts')} migrate
 * @property {typeof import('../../server/database/migrations.ts')} migrations
 * @property {typeof import('../../server/database/transaction.ts')} transaction
 * @property {typeof import('../../server/embedded/migrations.ts')} demoMigrations
 * @property {typeof import('../../server/embedded/app.ts')} embedded
 * @property {typeof import('../../server/embedded/appointments/get-appointment.ts')} appointment
 * @property {typeof import('../../server/embedded/appointments/get-calendar.ts')} calendar
 * @property {typeof import('../../server/embedded/appointments/list-appointments.ts')} list
 * @property {typeof import('../../server/embedded/customers/list-customers.ts')} customers
 * @property {typeof import('../../server/embedded/lists/clinic-query.ts')} clinicQuery
 * @property {typeof import('../../server/embedded/lists/pages.ts')} pages
 * @property {typeof import('../../server/embedded/seed/seed.ts')} seed
 */

const files = {
  pool: 'server/database/pool.ts',
  migrate: 'server/database/migrate.ts',
  migrations: 'server/database/migrations.ts',
  transaction: 'server/database/transaction.ts',
  demoMigrations: 'server/embedded/migrations.ts',
  embedded: 'server/embedded/app.ts',
  appointment: 'server/embedded/appointments/get-appointment.ts',
  calendar: 'server/embedded/appointments/get-calendar.ts',
  list: 'server/embedded/appointments/list-appointments.ts',
  customers: 'server/embedded/customers/list-customers.ts',
  clinicQuery: 'server/embedded/lists/clinic-query.ts',
  pages: 'server/embedded/lists/pages.ts',
  seed: 'server/embedded/seed/seed.ts',
};

/**
 * Builds these modules like the server, each as a separate file. The files are inside the project, so that Node finds
 * their dependencies.
 *
 * @returns {Promise<{ directory: string, remove: () => Promise<void> }>}
 */
export const buildParts = async () => {
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, 'bench-service-'));
  /** @type {typeof import('../../scripts/build.mjs')} */
  const { serverBuild } = await import(pathToFileURL(join(root, 'scripts/build.mjs')).href);
  const config = serverBuild(directory);
  const input = Object.fromEntries(Object.entries(files).map(([name, path]) => [name, join(root, path)]));
  await build({
    ...config,
    build: {
      ...config.build,
      sourcemap: false,
      rolldownOptions: { ...config.build?.rolldownOptions, input },
    },
  });
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
};

/**
 * @param {string} directory of `buildParts`
 * @returns {Promise<Parts>}
 */
export const loadParts = async (directory) => {
  /** @param {keyof typeof files} name */
  const load = (name) => import(pathToFileURL(join(directory, `${name}.js`)).href);
  return {
    pool: await load('pool'),
    migrate: await load('migrate'),
    migrations: await load('migrations'),
    transaction: await load('transaction'),
    demoMigrations: await load('demoMigrations'),
    embedded: await load('embedded'),
    appointment: await load('appointment'),
    calendar: await load('calendar'),
    list: await load('list'),
    customers: await load('customers'),
    clinicQuery: await load('clinicQuery'),
    pages: await load('pages'),
    seed: await load('seed'),
  };
};
