import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataDirectoryInUseError, findAdminSocket, openDataDirectory } from './data-directory.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'appointment-viewer-data-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

const shortAndLong = [
  ['short', 'data'],
  ['longer than the path of a socket may be', 'd'.repeat(200)],
] as const;

test.each(shortAndLong)(
  'openDataDirectory() admits one process until it is released when the path is %s',
  async (_, name) => {
    const directory = join(parent, name);
    const first = await openDataDirectory(directory);
    await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
    await expect(openDataDirectory(directory)).rejects.toThrow(directory);
    await first.release();
    await (await openDataDirectory(directory)).release();
  },
);

test('openDataDirectory() treats a symbolic link as the directory it leads to', async () => {
  const first = await openDataDirectory(join(parent, 'data'));
  await symlink(join(parent, 'data'), join(parent, 'link'));
  await expect(openDataDirectory(join(parent, 'link'))).rejects.toThrow(DataDirectoryInUseError);
  await first.release();
});

test('openDataDirectory() takes over after the process was killed', async () => {
  const directory = join(parent, 'data');
  await (await openDataDirectory(directory)).release();
  const holder = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${JSON.stringify(join(directory, 'lock.sock'))}, () => console.log('held'))`,
  ]);
  await once(holder.stdout, 'data');
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(existsSync(join(directory, 'lock.sock'))).toBe(true);
  const second = await openDataDirectory(directory);
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
  await second.release();
});

test('openDataDirectory() admits exactly one of several that find the socket of a killed process at the same moment', async () => {
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
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
  await got[0]?.release();
  await (await openDataDirectory(directory)).release();
});

test('sessionSecret() returns the same secret at every start, readable by its owner alone', async () => {
  const directory = await openDataDirectory(join(parent, 'data'));
  const secret = await directory.sessionSecret();
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(await directory.sessionSecret()).toBe(secret);
  expect((await stat(join(parent, 'data', 'session-secret'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(parent, 'data'))).mode & 0o777).toBe(0o700);
  await directory.release();
});

test('sessionSecret() rejects a secret that is too short without showing it', async () => {
  const directory = await openDataDirectory(join(parent, 'data'));
  const path = join(parent, 'data', 'session-secret');
  await writeFile(path, 'canary');
  await expect(directory.sessionSecret()).rejects.toThrow(/contains no secret/);
  expect(await readFile(path, 'utf8')).toBe('canary');
  await directory.release();
});

test('the admin socket is open to its owner alone, and a silent connection does not delay the release', async () => {
  const directory = join(parent, 'data');
  const first = await openDataDirectory(directory);
  const path = await findAdminSocket(directory);
  if (path === null) throw new Error('no socket found');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const silent = connect(path);
  await once(silent, 'connect');
  const closed = once(silent, 'close');
  await first.release();
  await closed;
  expect(await findAdminSocket(directory)).toBeNull();
  await (await openDataDirectory(directory)).release();
});
