import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
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
  ['longer than the limit of a socket path', 'd'.repeat(200)],
] as const;

test.each(shortAndLong)(
  'openDataDirectory() rejects a second process until the first releases the directory when the path is %s',
  async (_, name) => {
    const directory = join(parent, name);
    const first = await openDataDirectory(directory);
    await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
    await expect(openDataDirectory(directory)).rejects.toThrow(directory);
    await first.release();
    await (await openDataDirectory(directory)).release();
  },
);

test('openDataDirectory() rejects a symbolic link to a directory in use', async () => {
  const first = await openDataDirectory(join(parent, 'data'));
  await symlink(join(parent, 'data'), join(parent, 'link'));
  await expect(openDataDirectory(join(parent, 'link'))).rejects.toThrow(DataDirectoryInUseError);
  await first.release();
});

test('openDataDirectory() succeeds after the previous process was killed', async () => {
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

test('openDataDirectory() succeeds for exactly one of several concurrent calls after the previous process was killed', async () => {
  const directory = join(parent, 'data');
  await (await openDataDirectory(directory)).release();
  const holder = spawn(process.execPath, [
    '-e',
    `require('node:net').createServer().listen(${JSON.stringify(join(directory, 'lock.sock'))}, () => console.log('held'))`,
  ]);
  await once(holder.stdout, 'data');
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => openDataDirectory(directory)));
  const opened = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(opened).toHaveLength(1);
  // The failed attempts must not have released the lock.
  await expect(openDataDirectory(directory)).rejects.toThrow(DataDirectoryInUseError);
  await opened[0]?.release();
  await (await openDataDirectory(directory)).release();
});

test('sessionSecret() returns the same secret on every call and stores it readable by the owner only', async () => {
  const directory = await openDataDirectory(join(parent, 'data'));
  const secret = await directory.sessionSecret();
  expect(secret.length).toBeGreaterThanOrEqual(43);
  expect(await directory.sessionSecret()).toBe(secret);
  expect((await stat(join(parent, 'data', 'session-secret'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(parent, 'data'))).mode & 0o777).toBe(0o700);
  await directory.release();
});

test('sessionSecret() rejects and preserves the file when the stored secret is too short', async () => {
  const directory = await openDataDirectory(join(parent, 'data'));
  const path = join(parent, 'data', 'session-secret');
  await writeFile(path, 'canary');
  await expect(directory.sessionSecret()).rejects.toThrow(/contains no secret/);
  expect(await readFile(path, 'utf8')).toBe('canary');
  await directory.release();
});

test('the admin socket responds with 503 until it has a listener', async () => {
  const data = await openDataDirectory(join(parent, 'data'));
  const socketPath = await findAdminSocket(join(parent, 'data'));
  const status = async (): Promise<unknown> => {
    const [response] = await once(get({ socketPath: socketPath ?? '', path: '/' }), 'response');
    response.resume();
    return response.statusCode;
  };
  expect(await status()).toBe(503);
  data.onAdminRequest((_, response) => void response.end());
  expect(await status()).toBe(200);
  await data.release();
});

test('the admin socket is accessible to its owner only, and an idle connection does not delay the release', async () => {
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
