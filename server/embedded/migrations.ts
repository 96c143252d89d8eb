/// <reference types="vite/client" />
import { toMigrations } from '#server/database/migrate.ts';

/** The demonstration service's tables; a database has them only where that service runs. */
export const demoMigrations = toMigrations(
  'demo',
  import.meta.glob<string>('./migrations/*.sql', { eager: true, query: '?raw', import: 'default' }),
);
