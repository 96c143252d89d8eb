import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readOutcome, stepOutcome, summary } from './test-outcome.mjs';

/** What the two runners really write is read, of tests that pass and fail on purpose. */

const root = resolve(fileURLToPath(import.meta.url), '../..');
let directory: string;
beforeAll(async () => {
  // Inside the checkout, where the runners are found by name.
  await mkdir(join(root, '.cache'), { recursive: true });
  directory = await mkdtemp(join(root, '.cache', 'outcome-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** One folder of test files, and what its runner said of them. */
const outcomeOf = async (
  name: 'vitest' | 'playwright',
  files: Record<string, string>,
): Promise<ReturnType<typeof readOutcome>> => {
  const folder = await mkdtemp(join(directory, `${name}-`));
  for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
  const report = join(folder, 'report.json');
  const args = {
    vitest: ['vitest', 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`],
    playwright: ['playwright', 'test', '--config', folder, '--reporter=json'],
  }[name];
  const { PATH, HOME } = process.env;
  const ok = await new Promise<boolean>((done) => {
    const options = { cwd: root, env: { PATH, HOME, PLAYWRIGHT_JSON_OUTPUT_NAME: report } };
    execFile('npx', args, options, (error) => done(error === null));
  });
  return readOutcome({ name, ok, file: report, root: folder });
};

test('failed unit tests are named, with what they expected, and so is a file that does not load', async () => {
  const outcome = await outcomeOf('vitest', {
    'vitest.config.mjs': 'export default {};',
    'sum.test.mjs': `import { describe, expect, test } from 'vitest';
      describe('a sum', () => {
        test('is right', () => expect(1 + 1).toBe(2));
        test('is wrong', () => expect(1 + 1).toBe(3));
      });`,
    'broken.test.mjs': `import './nowhere.mjs';`,
  });
  expect(outcome.passed).toBe(1);
  expect(outcome.failures).toEqual([
    expect.stringMatching(/^sum\.test\.mjs › a sum is wrong\n.*expected 2 to be 3/),
    expect.stringMatching(/^broken\.test\.mjs\n.*nowhere/),
  ]);
});

test('failed browser tests are named, with their line and what they expected', async () => {
  const outcome = await outcomeOf('playwright', {
    'sum.spec.mjs': `import { expect, test } from '@playwright/test';
      test.describe('a sum', () => {
        test('is right', () => expect(1 + 1).toBe(2));
        test('is wrong', () => expect(1 + 1).toBe(3));
      });`,
  });
  expect(outcome.passed).toBe(1);
  expect(outcome.failures).toEqual([
    expect.stringMatching(/^sum\.spec\.mjs:4 › is wrong\n[^]*Expected: 3\n[^]*Received: 2/),
  ]);
});

test('a runner that says nothing, or ends badly with nothing failed, has failed', async () => {
  const file = join(directory, 'report.json');
  const unit = { name: 'vitest', file, root };
  expect(readOutcome({ ...unit, ok: true })).toEqual({
    passed: 0,
    failures: ['vitest: wrote no report'],
  });
  await writeFile(file, JSON.stringify({ testResults: [] }));
  expect(readOutcome({ ...unit, ok: false }).failures).toEqual(['vitest: ended badly, with no failed test']);
  expect(readOutcome({ ...unit, ok: true }).failures).toEqual([]);
});

test('the end of a run names what failed, and counts', () => {
  const built = stepOutcome({ name: 'build', ok: true, output: 'built' });
  const checked = stepOutcome({ name: 'check', ok: false, output: 'one\n\ntwo\n' });
  expect(summary([built])).toBe('\n1 passed, 0 failed');
  expect(summary([built, checked])).toBe('\n✗ check\n    one\n    two\n1 passed, 1 failed');
});
