/// <reference types="vite/client" />
import { toMigrations } from '#server/database/migrate.ts';

/** The tables of the demonstration service. A database has them only if that service uses it. */
export const demoMigrations = toMigrations(
  'demo',
  import.meta.glob<string>('./migrations/*.sql', { eager: true, query: '?raw', import: 'default' }),
);
