// Runs benchmarks of the built application, prints the figures and writes them to bench/results/latest.json. See README.md.
//
//   npm run bench                     everything
//   npm run bench -- opening tree     these benchmarks
//   npm run bench -- opening --against <commit>     this version beside another one; fails if a figure is worse
//
// ROUNDS=7 by default. A benchmark that fails does not stop the others.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareWith } from './compare.mjs';
import { describeCommit, describeMachine } from './machine.mjs';
import { benchmarks, comparisons } from './benchmarks.mjs';
import { root } from '../tests/support/server.mjs';
import { printTable, tablesOf } from './report.mjs';

const rounds = Number(process.env.ROUNDS ?? 7);
const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { against: { type: 'string' } },
});
const known = values.against === undefined ? benchmarks : comparisons;
const unknown = asked.filter((name) => !(name in known));
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Benchmarks: ${Object.keys(known).join(', ')}. ROUNDS is a positive integer.`);
  process.exit(1);
}
// Exit handlers stop all started processes, also after a signal.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

if (values.against !== undefined) {
  const names = asked.length > 0 ? asked : Object.keys(comparisons);
  const chosen = names.flatMap((name) => {
    const compare = comparisons[name];
    return compare ? [(/** @type {string} */ directory) => compare({ rounds, directory })] : [];
  });
  try {
    process.exit((await compareWith(values.against, chosen)) ? 0 : 1);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

const results = join(root, 'bench/results');
const machine = await describeMachine();

/**
 * Writes the figures of a benchmark to latest.json. Other benchmarks keep their previous figures and machine.
 *
 * @param {string} name
 * @param {object} record
 */
const keep = async (name, record) => {
  const file = join(results, 'latest.json');
  /** @type {unknown} */
  const before = JSON.parse(await readFile(file, 'utf8').catch(() => '{}'));
  await mkdir(results, { recursive: true });
  const all = { ...(typeof before === 'object' ? before : {}), [name]: record };
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
};

/** @param {string} name @param {(typeof benchmarks)[string]} measure @returns {Promise<readonly string[]>} its faults */
const run = async (name, measure) => {
  console.log(`\n${name} …`);
  const from = performance.now();
  const { figures, faults = [], rounds: counted = null } = await measure({ rounds });
  const seconds = Math.round((performance.now() - from) / 1000);
  for (const table of tablesOf(figures)) printTable(table);
  console.log(`${seconds} s`);
  const date = new Date().toISOString().slice(0, 10);
  await keep(name, { date, commit: describeCommit(), rounds: counted, seconds, machine, figures });
  return faults;
};

/** @type {string[]} */
const failed = [];
for (const [name, measure] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  try {
    for (const fault of await run(name, measure)) failed.push(`${name}: ${fault}`);
  } catch (error) {
    console.error(error);
    failed.push(`${name}: failed, see above`);
  }
}
for (const line of failed) console.error(`FAILED ${line}`);
// Open handles of a failed benchmark must not keep the process running.
process.exit(failed.length === 0 ? 0 : 1);
