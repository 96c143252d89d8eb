import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createPgliteDirectory } from './pglite-directory.ts';
import { openPool } from './pool.ts';

let parent: string;
let directory: string;
const archive = inject('databases').pglite.empty;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-pglite-'));
  directory = join(parent, 'database');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test.each(['missing', 'empty', 'interrupted'])(
  'createPgliteDirectory() creates a database that preserves committed data when the directory is %s',
  async (state) => {
    if (state === 'empty') await mkdir(directory);
    if (state === 'interrupted') {
      await mkdir(`${directory}.new`);
      await writeFile(join(`${directory}.new`, 'PG_VERSION'), '18');
    }
    await createPgliteDirectory(directory, archive);
    expect(await readdir(parent)).toEqual(['database']);
    const first = await openPool({ directory });
    await first.query('create table entries as select 7 as id');
    await first.end();
    await createPgliteDirectory(directory, archive);
    const second = await openPool({ directory });
    expect((await second.query('select id from entries')).rows).toEqual([{ id: 7 }]);
    await second.end();
  },
);

test('createPgliteDirectory() changes nothing in a directory that has other files', async () => {
  await mkdir(directory);
  await writeFile(join(directory, 'notes'), 'mine');
  await expect(createPgliteDirectory(directory, archive)).rejects.toThrow(/ENOTEMPTY|EEXIST|EPERM/);
  expect(await readFile(join(directory, 'notes'), 'utf8')).toBe('mine');
});
