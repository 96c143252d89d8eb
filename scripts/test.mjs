// Everything that must hold, in one command: checks, unit and page tests, and the built application in a real
// Chromium. The last line tells how many tests passed and failed; a failed check counts as a failed test.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });

/** Two runs on one machine must not meet, nor find each other's data. */
const dataDirectory = mkdtempSync(join(cache, 'browser-tests-'));

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(address),
      );
    });
  });

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** @typedef {{ passed: number, failed: number }} Outcome */

/**
 * What Vitest writes of its tests, and what Playwright does.
 *
 * @typedef {{ numPassedTests: number, numFailedTests: number }} UnitReport
 * @typedef {{ stats: { expected: number, flaky: number, unexpected: number } }} BrowserReport
 */

/** @param {UnitReport | BrowserReport} report @returns {Outcome} */
const count = (report) =>
  'stats' in report
    ? { passed: report.stats.expected + report.stats.flaky, failed: report.stats.unexpected }
    : { passed: report.numPassedTests, failed: report.numFailedTests };

/**
 * Reads what a runner wrote. One that ended badly without a failed test to show has failed all the same.
 *
 * @param {boolean} ok
 * @param {string} file
 * @returns {Outcome}
 */
const outcome = (ok, file) => {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed } = count(JSON.parse(readFileSync(file, 'utf8')));
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
};

/** @returns {Outcome} */
const check = () =>
  run('npm', ['run', '--silent', 'check']) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const unit = () => {
  const file = join(cache, 'vitest.json');
  rmSync(file, { force: true });
  const ok = run('npx', [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  return outcome(ok, file);
};

const browser = async () => {
  const file = join(cache, 'playwright.json');
  rmSync(file, { force: true });
  const ok = run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    TEST_PORT: String(await freePort()),
    TEST_DATA_DIR: dataDirectory,
  });
  return outcome(ok, file);
};

/** @type {Outcome[]} */
const results = [];
try {
  // The unit tests and the browser's share the build; a broken one shows once, here.
  if (!run('node', ['scripts/build.mjs'])) results.push({ passed: 0, failed: 1 });
  else for (const part of [check, unit, browser]) results.push(await part());
} finally {
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** @param {keyof Outcome} kind */
const total = (kind) => results.reduce((sum, one) => sum + one[kind], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') === 0 ? 0 : 1);
