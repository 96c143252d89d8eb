import { readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

/**
 * Weighs all script that comes before or with the first sight of an appointment, compressed as it is sent: the entry,
 * what it imports, and the larger of the catalogues. Fails above the budget, and where a large part has no reason in
 * docs/performance.md or outgrew what that says.
 */

const KiB = 1024;
/** What the whole may weigh, in bytes. */
const budget = 122 * KiB;
/** A part below this needs no reason, and may vary by so much from what is written. */
const large = 1 * KiB;

const root = resolve(fileURLToPath(import.meta.url), '../..');

/** @param {string} text @returns {number} its bytes as they are sent */
const weigh = (text) => brotliCompressSync(text).length;

/** @param {number} bytes */
const inKiB = (bytes) => (bytes / KiB).toFixed(1);

/** @param {string} source @returns {string} the package, or the folder of ours, that a file belongs to */
const partOf = (source) =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ??
  /(contract|src\/(?:components\/ui|features\/\w+|\w+))\//.exec(source)?.[1] ??
  'src';

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */

/** @returns {Promise<Map<string, Chunk>>} by name; the very chunks that `npm run build` writes */
const chunks = async () => {
  const built = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false, sourcemap: 'hidden' },
  });
  if (!('output' in built)) throw new Error('The build of the page made other than one bundle.');
  return new Map(built.output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one]] : [])));
};

/** @param {Map<string, Chunk>} all @returns {Chunk[]} what the first sight of an appointment waits for */
const firstSight = (all) => {
  /** @type {Set<Chunk>} */
  const needed = new Set();
  /** @param {Chunk | undefined} chunk */
  const add = (chunk) => {
    if (!chunk || needed.has(chunk)) return;
    needed.add(chunk);
    for (const name of chunk.imports) add(all.get(name));
  };
  const entry = [...all.values()].find(({ isEntry }) => isEntry);
  const [catalogue] = [...all.values()]
    .filter(({ facadeModuleId }) => facadeModuleId?.endsWith('.po'))
    .toSorted((one, other) => weigh(other.code) - weigh(one.code));
  if (!entry || !catalogue) throw new Error('The build has no entry or no catalogue.');
  add(entry);
  add(catalogue);
  return [...needed];
};

/** @param {Chunk[]} needed @returns {Map<string, number>} what each part weighs by itself, heaviest first */
const parts = (needed) => {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const { code, map, facadeModuleId } of needed) {
    const sources = map && new SourceMap(JSON.parse(map.toString()));
    for (const [line, text] of code.split('\n').entries()) {
      for (const { 0: token, index } of text.matchAll(/[\w$]+|[^\w$]+/g)) {
        const entry = sources?.findEntry(line, index);
        const source = entry && 'originalSource' in entry ? entry.originalSource : (facadeModuleId ?? '');
        const part = partOf(source);
        texts.set(part, (texts.get(part) ?? '') + token);
      }
    }
  }
  const weighed = [...texts].map(([part, text]) => /** @type {const} */ ([part, weigh(text)]));
  return new Map(weighed.toSorted(([, one], [, other]) => other - one));
};

/** @returns {Promise<Map<string, number>>} what docs/performance.md says that each part weighs, in bytes */
const written = async () => {
  const text = await readFile(join(root, 'docs/performance.md'), 'utf8');
  const rows = text.matchAll(/^\| `([^`]+)` \| ([\d.]+) \|/gm);
  return new Map([...rows].map(([, part = '', size]) => [part, Number(size) * KiB]));
};

const needed = firstSight(await chunks());
const total = needed.reduce((sum, { code }) => sum + weigh(code), 0);
const found = parts(needed);
const expected = await written();

const grown = [...found].filter(([part, bytes]) => bytes > (expected.get(part) ?? 0) + large);
const gone = [...expected.keys()].filter((part) => !found.has(part));

for (const [part, bytes] of found) {
  if (bytes < large && !expected.has(part)) continue;
  console.log(`${inKiB(bytes).padStart(6)} KiB  ${part}`);
}
console.log(`${inKiB(total).padStart(6)} KiB  in all, compressed together, of ${inKiB(budget)}`);

const problems = grown.map(([part, bytes]) =>
  expected.has(part)
    ? `${part} grew to ${inKiB(bytes)} KiB; docs/performance.md says ${inKiB(expected.get(part) ?? 0)}.`
    : `${part} is ${inKiB(bytes)} KiB of the first sight, and docs/performance.md says no reason for it.`,
);
problems.push(...gone.map((part) => `docs/performance.md speaks of ${part}, which is not in the script.`));
if (total > budget)
  problems.push(`The script of the first sight is ${total - budget} bytes over its budget.`);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
