import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './client.ts';
import { makePgliteDirectory } from './pglite-directory.ts';
import { buildEntries } from './test-built.ts';

let entries: Awaited<ReturnType<typeof buildEntries>>;
beforeAll(async () => {
  entries = await buildEntries('pglite-create');
}, 60_000);
afterAll(() => entries.remove());

let parent: string;
let directory: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-made-'));
  directory = join(parent, 'database');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const make = () => makePgliteDirectory(directory, entries.urlOf('pglite-create'));
/** A process that makes something else of it. */
const scripted = async (text: string): Promise<URL> => {
  const file = join(parent, 'create.mjs');
  await writeFile(file, text);
  return pathToFileURL(file);
};

test.each(['missing', 'empty'])('a directory that is %s becomes a database', async (state) => {
  if (state === 'empty') await mkdir(directory);
  await make();
  expect(await readdir(parent)).toEqual(['database']);
  const db = await openDatabase({ directory });
  expect(await db.query('select 7 as number', [])).toEqual([{ number: 7 }]);
  await db.close();
});

test('a directory with anything in it is left as it is', async () => {
  await mkdir(directory);
  await writeFile(join(directory, 'PG_VERSION'), '17');
  await makePgliteDirectory(directory, await scripted('process.exit(1)'));
  expect(await readdir(directory)).toEqual(['PG_VERSION']);
});

test('a making that fails says why, and leaves nothing behind', async () => {
  const file = await scripted(`process.stderr.write('no space left'); process.exitCode = 3;
    process.once('disconnect', () => process.exit()); process.disconnect();`);
  await expect(makePgliteDirectory(directory, file)).rejects.toThrow(
    'the database could not be made (3): no space left',
  );
  expect(await readdir(parent)).toEqual(['create.mjs']);
});

test('a directory that cannot be replaced is filled', async () => {
  await mkdir(directory);
  // As a mount point cannot; here because it gets a file while the database is made.
  const file = await scripted(`import { mkdirSync, writeFileSync } from 'node:fs';
    const made = process.argv[2];
    mkdirSync(made + '/base');
    writeFileSync(made + '/PG_VERSION', '17');
    writeFileSync(made + '/base/1', 'rows');
    writeFileSync(${JSON.stringify(directory)} + '/.keep', '');
    process.exit(0);`);
  await makePgliteDirectory(directory, file);
  expect((await readdir(directory)).toSorted()).toEqual(['.keep', 'PG_VERSION', 'base']);
  expect(await readFile(join(directory, 'base/1'), 'utf8')).toBe('rows');
  expect((await readdir(parent)).toSorted()).toEqual(['create.mjs', 'database']);
});

test('a database that has come there meanwhile is not touched', async () => {
  await mkdir(directory);
  const file = await scripted(`import { writeFileSync } from 'node:fs';
    writeFileSync(process.argv[2] + '/PG_VERSION', '17');
    writeFileSync(${JSON.stringify(directory)} + '/PG_VERSION', 'theirs');
    process.exit(0);`);
  await expect(makePgliteDirectory(directory, file)).rejects.toThrow(/ENOTEMPTY|EEXIST|EPERM/);
  expect(await readFile(join(directory, 'PG_VERSION'), 'utf8')).toBe('theirs');
  expect((await readdir(parent)).toSorted()).toEqual(['create.mjs', 'database']);
});

test('what stands beside it and was not made by a start is left alone', async () => {
  for (const name of ['database-new-backup', '.database-in-the-making-notes-of-mine'])
    await mkdir(join(parent, name));
  await makePgliteDirectory(directory, await scripted('process.exit(0)'));
  expect((await readdir(parent)).toSorted()).toEqual([
    '.database-in-the-making-notes-of-mine',
    'create.mjs',
    'database',
    'database-new-backup',
  ]);
});

test('what a making that was broken off left is no database, and is gone with the next', async () => {
  const left = join(parent, '.database-in-the-making-a1B2c3');
  await mkdir(left);
  await writeFile(join(left, 'PG_VERSION'), '17');
  const file = await scripted(`import { writeFileSync } from 'node:fs';
    writeFileSync(process.argv[2] + '/made', 'whole'); process.exit(0);`);
  await makePgliteDirectory(directory, file);
  expect(await readFile(join(directory, 'made'), 'utf8')).toBe('whole');
  expect((await readdir(parent)).toSorted()).toEqual(['create.mjs', 'database']);
});
