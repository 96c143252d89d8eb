import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryHeld, openDataDirectory } from './data-directory.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-data-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const shortAndLong = [
  ['a short path', 'data'],
  ['a path longer than a socket may have', 'd'.repeat(200)],
] as const;

test.each(shortAndLong)('is for one at a time, until it is released: %s', async (_, name) => {
  const directory = join(parent, name);
  const first = await openDataDirectory(directory);
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryHeld);
  await expect(openDataDirectory(directory)).rejects.toThrow(directory);
  await first.release();
  await (await openDataDirectory(directory)).release();
});

test('is the same directory under another name', async () => {
  const first = await openDataDirectory(join(parent, 'data'));
  await symlink(join(parent, 'data'), join(parent, 'link'));
  await expect(openDataDirectory(join(parent, 'link'))).rejects.toThrow(DataDirectoryHeld);
  await first.release();
});

test('is free again after its holder was killed', async () => {
  const directory = join(parent, 'data');
  await (await openDataDirectory(directory)).release();
  const holder = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${JSON.stringify(join(directory, 'lock.sock'))}, () => console.log('held'))`,
  ]);
  await once(holder.stdout, 'data');
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryHeld);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(existsSync(join(directory, 'lock.sock'))).toBe(true);
  const second = await openDataDirectory(directory);
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryHeld);
  await second.release();
});

test('goes to one of several that find a dead lock at the same moment', async () => {
  const directory = join(parent, 'data');
  await (await openDataDirectory(directory)).release();
  const holder = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${JSON.stringify(join(directory, 'lock.sock'))}, () => console.log('held'))`,
  ]);
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const came = await Promise.allSettled(Array.from({ length: 8 }, () => openDataDirectory(directory)));
  const got = came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(got).toHaveLength(1);
  // What the losers leave behind must not have opened the door.
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryHeld);
  await got[0]?.release();
  await (await openDataDirectory(directory)).release();
});

test('keeps a secret that only its owner can read, the same at every start', async () => {
  const directory = await openDataDirectory(join(parent, 'data'));
  const secret = await directory.sessionSecret();
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(await directory.sessionSecret()).toBe(secret);
  expect((await stat(join(parent, 'data', 'session-secret'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(parent, 'data'))).mode & 0o777).toBe(0o700);
  await directory.release();
});

test('does not go on with a secret that is cut short, and does not show it', async () => {
  const directory = await openDataDirectory(join(parent, 'data'));
  const path = join(parent, 'data', 'session-secret');
  await writeFile(path, 'canary');
  await expect(directory.sessionSecret()).rejects.toThrow(/holds no secret/);
  expect(await readFile(path, 'utf8')).toBe('canary');
  await directory.release();
});
