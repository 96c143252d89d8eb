// Measures the built application beside what it can be compared with, in turn, in one real Chromium, and writes the
// figures to bench/results/latest.json and between the markers of docs/performance.md.
//
//   npm run bench                     everything
//   npm run bench -- opening tree     these parts
//
// ROUNDS=7 by default. A part that fails is told of, and the others go on.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCommit, describeMachine } from './machine.mjs';
import { parts } from './parts.mjs';
import { root } from './process.mjs';
import { printTable, tablesOf, withFigures } from './report.mjs';

const rounds = Number(process.env.ROUNDS ?? 7);
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(`Parts: ${Object.keys(parts).join(', ')}. ROUNDS is a whole number from 1 on.`);
  process.exit(1);
}
// Ended from the terminal: what was started ends with this process.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const results = join(root, 'bench/results');
const document = join(root, 'docs/performance.md');
const machine = await describeMachine();

/**
 * Parts that were not measured this time keep the figures, and the machine, of the time they were.
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

/** @param {string} name @param {(typeof parts)[string]} measure @returns {Promise<readonly string[]>} its faults */
const run = async (name, measure) => {
  console.log(`\n${name} …`);
  const from = performance.now();
  const { figures, faults = [], rounds: counted = null } = await measure({ rounds });
  const seconds = Math.round((performance.now() - from) / 1000);
  for (const table of tablesOf(figures)) printTable(table);
  console.log(`${seconds} s`);
  const date = new Date().toISOString().slice(0, 10);
  const commit = describeCommit();
  await keep(name, { date, commit, rounds: counted, seconds, machine, figures });
  const times = counted === null ? '' : `medians of ${counted} rounds; `;
  const source =
    `${date}, ${commit ?? 'no commit'}; ${times}${machine.cores} cores of ${machine.processor}, ` +
    `${machine['memory GiB']} GiB, ${machine.system}, Node ${machine.node}, Chromium ${machine.chromium}.`;
  const text = withFigures(await readFile(document, 'utf8'), name, figures, source);
  if (text !== null) await writeFile(document, text);
  return faults;
};

/** @type {string[]} */
const failed = [];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  try {
    for (const fault of await run(name, measure)) failed.push(`${name}: ${fault}`);
  } catch (error) {
    console.error(error);
    failed.push(`${name}: it could not be measured`);
  }
}
for (const line of failed) console.error(`FAILED ${line}`);
// What a part left open must not keep the process; what it started ends with it.
process.exit(failed.length === 0 ? 0 : 1);
