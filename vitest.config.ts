import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import vite from './vite.config.ts';

// Tests run in UTC on any machine.
process.env.TZ = 'UTC';

/** Test files share the modules of their worker: importing them again for each file took two fifths of the time. */
const isolate = false;

/** Unit tests and tests at a URL. Tests that need a real browser are in tests/browser/ and run with Playwright. */
export default defineConfig({
  test: {
    // By default one core is left free: half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'server',
          isolate,
          // One project after the other: a worker that changes to another starts anew.
          sequence: { groupOrder: 0 },
          environment: 'node',
          include: ['contract/**/*.test.ts', 'server/**/*.test.ts', 'scripts/**/*.test.ts'],
          globalSetup: ['tests/support/postgres-user.ts', 'tests/support/database-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        ...vite,
        test: {
          name: 'unit',
          isolate,
          environment: 'node',
          include: ['src/**/*.test.ts'],
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...vite,
        test: {
          name: 'page',
          isolate,
          sequence: { groupOrder: 2 },
          environment: 'jsdom',
          include: ['tests/page/**/*.test.tsx'],
          setupFiles: ['tests/setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
