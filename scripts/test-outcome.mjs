// What the test runners wrote of a run, counted and told: how many passed, and what failed, each by its name.
// A CI often keeps only the end of what was printed, so the names belong there and not where they were met.
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failures: string[] }} Outcome how many passed, and each failure's name with the first it says */

/**
 * The parts of their JSON reports that are read here.
 *
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] | null }} UnitTest
 * @typedef {{ name: string, status: string, message?: string, assertionResults: UnitTest[] }} UnitFile
 * @typedef {{ testResults: UnitFile[] }} UnitReport
 * @typedef {{ status: string, results: { error?: { message?: string } }[] }} BrowserTest
 * @typedef {{ title: string, file: string, line: number, tests: BrowserTest[] }} BrowserSpec
 * @typedef {{ title: string, specs?: BrowserSpec[], suites?: BrowserSuite[] }} BrowserSuite
 * @typedef {{ suites: BrowserSuite[], errors?: { message?: string }[] }} BrowserReport
 */

/** @param {string | null | undefined} text */
const lines = (text) =>
  stripVTControlCharacters(text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `\n    ${line}`);

/** @param {string | null | undefined} message */
const firstLines = (message) => lines(message).slice(0, 8).join('');

/** @param {UnitReport} report @param {string} root @returns {Outcome} */
const unitOutcome = (report, root) => {
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative(root, file.name) })),
  );
  const unloaded = report.testResults
    .filter((file) => file.status === 'failed' && file.assertionResults.every((t) => t.status !== 'failed'))
    .map((file) => `${relative(root, file.name)}${firstLines(file.message)}`);
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failures: [
      ...tests
        .filter(({ status }) => status === 'failed')
        .map((test) => `${test.file} › ${test.fullName}${firstLines(test.failureMessages?.[0])}`),
      ...unloaded,
    ],
  };
};

/** @param {BrowserSuite} suite @returns {BrowserSpec[]} */
const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];

/** @param {BrowserReport} report @returns {Outcome} */
const browserOutcome = (report) => {
  const runs = report.suites
    .flatMap(specsOf)
    .flatMap((spec) => spec.tests.map((test) => ({ ...spec, ...test })));
  return {
    passed: runs.filter(({ status }) => status === 'expected' || status === 'flaky').length,
    failures: [
      ...runs
        .filter(({ status }) => status === 'unexpected')
        .map(({ file, line, title, results }) => {
          const last = results.findLast(({ error }) => error !== undefined);
          return `${file}:${line} › ${title}${firstLines(last?.error?.message)}`;
        }),
      ...(report.errors ?? []).map(({ message }) => `outside any test${firstLines(message)}`),
    ],
  };
};

/**
 * Reads what a runner wrote. One that ended badly without a failed test to show has failed all the same.
 *
 * @param {{ name: string, ok: boolean, file: string, root: string }} run `name` is said where there is nothing else to say
 * @returns {Outcome}
 */
export const readOutcome = ({ name, ok, file, root }) => {
  if (!existsSync(file)) return { passed: 0, failures: [`${name}: wrote no report`] };
  /** @type {UnitReport | BrowserReport} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { passed, failures } = 'suites' in report ? browserOutcome(report) : unitOutcome(report, root);
  const silent = !ok && failures.length === 0;
  return { passed, failures: silent ? [`${name}: ended badly, with no failed test`] : failures };
};

/**
 * A command that is no test but must hold. What it printed ends with why it did not.
 *
 * @param {{ name: string, ok: boolean, output: string }} command
 * @returns {Outcome}
 */
export const stepOutcome = ({ name, ok, output }) =>
  ok ? { passed: 1, failures: [] } : { passed: 0, failures: [`${name}${lines(output).slice(-30).join('')}`] };

/**
 * The end of the run: every failure by its name, and the line that says how many there were.
 *
 * @param {Outcome[]} outcomes
 */
export const summary = (outcomes) => {
  const failures = outcomes.flatMap((outcome) => outcome.failures);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const named = failures.map((failure) => `✗ ${failure}\n`).join('');
  return `\n${named}${passed} passed, ${failures.length} failed`;
};
