// Everything that must hold, in one command: checks, unit and page tests, and the built application in a real
// Chromium. The last line tells how many tests passed and failed; a failed check counts as a failed test.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '#server/http/free-port.mjs';
import { readOutcome, stepOutcome, summary } from './test-outcome.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, '.cache');
mkdirSync(cache, { recursive: true });

/** Two runs on one machine must not meet, nor find each other's data. */
const dataDirectory = mkdtempSync(join(cache, 'browser-tests-'));

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;

/** @typedef {import('./test-outcome.mjs').Outcome} Outcome */

/**
 * A step that is no test but must hold: it counts as one, and says its last words if it fails.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Outcome}
 */
const step = (command, args) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['inherit', 'pipe', 'pipe'],
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  // Formatters and bundlers say what is wrong on standard error.
  const output = [stdout, stderr, error?.message].filter(Boolean).join('');
  process.stdout.write(output);
  return stepOutcome({ name: [command, ...args].join(' '), ok: status === 0, output });
};

const check = () => step('npm', ['run', '--silent', 'check']);

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
  return readOutcome({ name: 'vitest', ok, file, root });
};

const browser = async () => {
  const file = join(cache, 'playwright.json');
  rmSync(file, { force: true });
  const ok = run('npx', ['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    TEST_PORT: String(await freePort()),
    TEST_DATA_DIR: dataDirectory,
  });
  return readOutcome({ name: 'playwright', ok, file, root });
};

/** @type {Outcome[]} */
const results = [];
try {
  // The unit tests and the browser's share the build; a broken one shows once, here.
  const build = step('node', ['scripts/build.mjs']);
  if (build.failures.length > 0) results.push(build);
  else for (const part of [check, unit, browser]) results.push(await part());
} finally {
  rmSync(dataDirectory, { recursive: true, force: true });
}

console.log(summary(results));
process.exit(results.every(({ failures }) => failures.length === 0) ? 0 : 1);
