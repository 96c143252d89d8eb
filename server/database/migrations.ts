/// <reference types="vite/client" />
import { toMigrations } from './migrate.ts';

/** The gateway's tables: sessions and the access log. */
export const gatewayMigrations = toMigrations(
  'gateway',
  import.meta.glob<string>('./migrations/*.sql', { eager: true, query: '?raw', import: 'default' }),
);
