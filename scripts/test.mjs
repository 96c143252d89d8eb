// `npm test`: build, checks, unit and page tests, and browser tests. The last line contains the totals, for example
// "312 passed, 0 failed, 0 skipped". A failed step without a failed test counts as one failure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { freePort } from '../tests/support/server.mjs';

mkdirSync('.cache', { recursive: true });
const dataDirectory = mkdtempSync('.cache/browser-tests-');
const totals = { passed: 0, failed: 0, skipped: 0 };
let flaky = 0;

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] @returns {boolean} success */
const run = (command, args, env = {}) => {
  const started = performance.now();
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  console.log(`${status === 0 ? 'done' : 'FAILED'} in ${Math.round((performance.now() - started) / 1000)} s`);
  return status === 0;
};

/**
 * What is read of the report of Vitest, or of Playwright (`stats`).
 *
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ expected: number, flaky: number, unexpected: number, skipped: number }} stats
 */

/** @param {string} file @param {(report: Report) => [passed: number, failed: number, skipped: number]} readTotals */
const runTests = (file, readTotals, /** @type {Parameters<typeof run>} */ ...command) => {
  rmSync(file, { force: true });
  const succeeded = run(...command);
  let [passed, failed, skipped] = [0, 0, 0];
  try {
    [passed, failed, skipped] = readTotals(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.error(`There is no report in ${file}.`);
    failed = 1;
  }
  totals.passed += passed;
  totals.failed += succeeded ? failed : Math.max(failed, 1);
  totals.skipped += skipped;
};

try {
  if (run('node', ['scripts/build.mjs'])) {
    if (!run('npm', ['run', '--silent', 'check'])) totals.failed += 1;
    runTests(
      '.cache/vitest.json',
      (report) => [
        report.numPassedTests,
        report.numFailedTests,
        report.numPendingTests + report.numTodoTests,
      ],
      'npx',
      ['vitest', 'run', '--reporter=default', '--reporter=json', '--outputFile.json=.cache/vitest.json'],
    );
    runTests(
      '.cache/playwright.json',
      ({ stats }) => {
        flaky = stats.flaky;
        return [stats.expected + stats.flaky, stats.unexpected, stats.skipped];
      },
      'npx',
      ['playwright', 'test', '--project=chromium', '--reporter=list,json'],
      {
        PLAYWRIGHT_JSON_OUTPUT_NAME: '.cache/playwright.json',
        TEST_PORT: String(await freePort()),
        TEST_DATA_DIR: dataDirectory,
      },
    );
  } else totals.failed += 1;
} finally {
  rmSync(dataDirectory, { recursive: true, force: true });
}

if (flaky > 0) console.log(`\n${flaky} of them passed only the second time`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
