/// <reference types="vite/client" />
import type { Migration } from './migrate.ts';

/** Every file of `migrations/`, its text built into the bundle: a new file needs no list to be added to. */
const files = import.meta.glob<string>('./migrations/*.sql', {
  eager: true,
  query: '?raw',
  import: 'default',
});

export const migrations: readonly Migration[] = Object.entries(files).map(([path, sql]) => ({
  name: path.replace(/^.*\/|\.sql$/g, ''),
  sql,
}));
