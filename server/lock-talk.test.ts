import { mkdtemp, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DataDirectory, lockOf, openDataDirectory } from './data-directory.ts';
import { askHolder } from './lock-talk.ts';

let directory: string;
let held: DataDirectory;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-talk-'));
  held = await openDataDirectory(directory);
});
afterEach(async () => {
  await held.release();
  await rm(directory, { recursive: true, force: true });
});

const ask = async (question: string): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of askHolder(await lockOf(directory), question)) lines.push(line);
  return lines;
};
async function* count(to: number): AsyncGenerator<string> {
  for (let n = 0; n < to; n += 1) yield `line ${n}`;
}

test('the holder of a directory answers in lines, many askers at a time', async () => {
  held.answer((question) => (question === 'count' ? count(5000) : null));
  const answers = await Promise.all([ask('count'), ask('count'), ask('count')]);
  for (const lines of answers) expect([lines.length, lines.at(-1)]).toEqual([5000, 'line 4999']);
});

test('an answer that breaks off is a failure, and not a short answer', async () => {
  held.answer(async function* broken() {
    yield 'first';
    throw new Error('the database is gone');
  });
  await expect(ask('count')).rejects.toThrow(/did not answer to the end/);
});

test('an unknown question, one without end, and a holder that answers nothing are failures', async () => {
  await expect(ask('count')).rejects.toThrow(/did not answer|EPIPE|ECONNRESET/);
  held.answer(() => null);
  await expect(ask('what')).rejects.toThrow(/did not answer|ECONNRESET/);
  await expect(ask('x'.repeat(100_000))).rejects.toThrow(/did not answer|EPIPE|ECONNRESET/);
});

test("the socket is its owner's alone, and one who says nothing does not keep the directory", async () => {
  held.answer(() => count(1));
  const path = await lockOf(directory);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const silent = connect(path);
  await once(silent, 'connect');
  const closed = once(silent, 'close');
  await held.release();
  await closed;
  held = await openDataDirectory(directory);
});
