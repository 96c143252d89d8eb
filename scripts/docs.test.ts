import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Checks that the links, files and scripts named in the documentation exist. */

const root = resolve(fileURLToPath(import.meta.url), '../..');
const folders = ['bench', 'contract', 'deploy', 'docs', 'public', 'scripts', 'server', 'src', 'tests'];
const inDocs = await readdir(join(root, 'docs'), { recursive: true });
const inFolders = await Promise.all(
  folders.map((folder) => readdir(join(root, folder), { recursive: true })),
);
const basenames = new Set([...(await readdir(root)), ...inFolders.flat()].map((path) => basename(path)));
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'bench/README.md',
  ...inDocs.filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];
const textOf = (document: string) => readFile(join(root, document), 'utf8');
const missing = async (paths: readonly string[]): Promise<string[]> => {
  const found = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        () => true,
        () => false,
      ),
    ),
  );
  return paths.filter((_, index) => found[index] !== true);
};
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, inner]) => inner ?? '');

/** The anchor that GitHub generates for a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

test.each(documents)('%s links only to existing files and headings', async (document) => {
  const links = all(await textOf(document), /\]\((?!https?:)([^)\s]+)\)/g).map((link) => link.split('#'));
  const targets = links.map(([path = '']) =>
    path === '' ? join(root, document) : join(root, dirname(document), path),
  );
  expect(await missing(targets)).toEqual([]);
  for (const [index, [, anchor]] of links.entries()) {
    if (anchor === undefined) continue;
    const headings = all(await readFile(targets[index] ?? '', 'utf8'), /^#+ (.+)$/gm);
    expect(headings.map(anchorOf)).toContain(anchor);
  }
});

test.each(documents)('%s names only existing files', async (document) => {
  const text = await textOf(document);
  const paths = all(text, new RegExp(`\`((?:${folders.join('|')})/[\\w./-]*)\``, 'g'));
  expect(await missing(paths.map((path) => join(root, path)))).toEqual([]);
  // A superseded decision names files of its time.
  if (/^Status: superseded/m.test(text)) return;
  const names = all(text, /`([\w./-]+\.(?:tsx?|sql|mjs))`/g).map((path) => basename(path));
  expect(names.filter((name) => !basenames.has(name))).toEqual([]);
});

test.each(documents)('%s names only existing npm scripts', async (document) => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const called = all(await textOf(document), /npm run (?:--silent )?([\w:-]+)/g);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(called));
});

test('docs/decisions/README.md lists every decision', async () => {
  const decisions = inDocs.filter((name) => /^decisions\/\d{4}-/.test(name.replaceAll('\\', '/')));
  const index = await textOf('docs/decisions/README.md');
  for (const name of decisions) expect(index).toContain(`](${name.slice('decisions/'.length)})`);
  expect(all(index, /\[(\d{4})\]/g)).toHaveLength(decisions.length);
});
