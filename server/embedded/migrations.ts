/// <reference types="vite/client" />
import { type Migration, toMigrations } from '#server/database/migrate.ts';

/** The tables of the demonstration service. A database has them only if that service uses it. */
export const demoMigrations = toMigrations(
  'demo',
  import.meta.glob<string>('./migrations/*.sql', { eager: true, query: '?raw', import: 'default' }),
);

/** The migrations with another name of the role that reads the records of a clinic. */
export const demoMigrationsFor = (readerRole: string): readonly Migration[] =>
  demoMigrations.map(({ name, sql }) => ({ name, sql: sql.replaceAll('demo_reader', readerRole) }));
