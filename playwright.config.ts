import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

const port = Number(process.env.TEST_PORT ?? 3917);
const origin = `http://localhost:${port}`;

/** The built application with its embedded service, in a real Chromium. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  // On a busy machine a test can miss an event of the browser. A test that passes only the second time is listed as flaky.
  retries: 1,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Europe/Istanbul',
    launchOptions: await findBrowser(),
    trace: 'off',
  },
  projects: [
    { name: 'sign-in', testMatch: 'browser/sign-in.setup.ts' },
    { name: 'chromium', testMatch: 'browser/*.spec.ts', dependencies: ['sign-in'] },
    {
      name: 'pictures',
      testMatch: 'pictures.spec.ts',
      dependencies: ['sign-in'],
      // Written by sign-in.setup.ts.
      use: { storageState: `.cache/browser-tests-signed-in-${port}.json` },
    },
  ],
  webServer: {
    command: 'exec node scripts/start.mjs',
    url: `${origin}/readyz`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: {
      PORT: String(port),
      DATA_DIR: process.env.TEST_DATA_DIR ?? '.cache/browser-tests',
      LOG_LEVEL: 'warn',
    },
  },
});
