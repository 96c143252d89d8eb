import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readFileSync, readSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openLogOutput } from './log-output.ts';
import { createService } from './service.ts';

let folder: string;
const open: number[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'appointment-viewer-log-'));
});
afterEach(async () => {
  for (const descriptor of open.splice(0)) closeSync(descriptor);
  await rm(folder, { recursive: true, force: true });
});

const opened = (path: string, flags: number | string): number => {
  const descriptor = openSync(path, flags);
  open.push(descriptor);
  return descriptor;
};
const toFile = () => {
  const path = join(folder, 'log');
  const output = openLogOutput(opened(path, 'a'));
  return { output, written: () => readFileSync(path, 'utf8') };
};
/** A pipe as between `npm start` and `head`: its buffer is the system's, and neither end waits for the other. */
const toPipe = () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = opened(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const output = openLogOutput(opened(path, constants.O_WRONLY | constants.O_NONBLOCK));
  const chunk = Buffer.alloc(64 * 1024);
  /** What is in the pipe now; empty where nothing is. */
  const read = (): string => {
    try {
      return chunk.toString('latin1', 0, readSync(reader, chunk));
    } catch {
      return '';
    }
  };
  const leave = (): void => {
    open.splice(open.indexOf(reader), 1);
    closeSync(reader);
  };
  return { output, read, leave };
};
const line = (nth: number, length = 100): string => `${String(nth).padStart(length - 1, '.')}\n`;
const lines = (count: number): string[] => Array.from({ length: count }, (_, nth) => line(nth));

test('a line is not written while its writer waits, and is written soon after', async () => {
  const { output, written } = toFile();
  output.write('one\n');
  output.write('two\n');
  expect(written()).toBe('');
  await vi.waitUntil(() => written() === 'one\ntwo\n');
});

test('after a flush everything is written, in order, also what came during it', async () => {
  const { output, written } = toFile();
  const all = lines(5000);
  for (const one of all.slice(0, 4000)) output.write(one);
  const flushed = output.flush();
  for (const one of all.slice(4000)) output.write(one);
  await flushed;
  expect(written()).toBe(all.join(''));
});

test('a fatal line is written before its writer goes on, after those that waited', async () => {
  const { output, written } = toFile();
  const app = createService({
    name: 'test',
    log: { level: 'info', stream: output },
    security: { https: false },
  });
  app.log.info('before');
  app.log.child({ part: 'of it' }).fatal({ err: new Error('broken') }, 'the end');
  expect(
    written()
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text)),
  ).toMatchObject([{ msg: 'before' }, { level: 'fatal', err: { message: 'broken' }, msg: 'the end' }]);
  await app.close();
});

test('where the reader has gone, writing, flushing and ending go on as if nothing were', async () => {
  const { output, leave } = toPipe();
  leave();
  output.write('nobody reads this\n');
  output.flushSync();
  output.write('nor this\n');
  await expect(output.flush()).resolves.toBeUndefined();
});

test('where the reader goes in the middle of it, a flush ends', async () => {
  const { output, read, leave } = toPipe();
  for (const one of lines(2000)) output.write(one);
  const flushed = output.flush(60_000);
  await vi.waitUntil(() => read() !== '');
  leave();
  await expect(flushed).resolves.toBeUndefined();
});

test('a slow reader gets every line whole and in order', async () => {
  const { output, read } = toPipe();
  const all = lines(3000);
  for (const one of all) output.write(one);
  let came = '';
  await vi.waitUntil(() => {
    came += read();
    return came.length >= 3000 * 100;
  });
  expect(came).toBe(all.join(''));
});

test('a reader that has stopped neither holds up the end nor fills the memory, and is told what it missed', async () => {
  const { output, read } = toPipe();
  const long = line(7, 10_000);
  for (let nth = 0; nth < 300; nth += 1) output.write(long);
  await output.flush(10);
  let came = '';
  const flushed = output.flush(60_000);
  await vi.waitUntil(() => {
    came += read();
    return came.includes('dropped');
  });
  await flushed;
  const whole = came.split('\n').filter((text) => `${text}\n` === long).length;
  const told: unknown = JSON.parse(came.trim().split('\n').at(-1) ?? '');
  expect(told).toMatchObject({ level: 'warn', dropped: 300 - whole });
});
