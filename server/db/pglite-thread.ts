import { Worker } from 'node:worker_threads';
import { findBuilt } from './built-file.ts';
import type { Command } from './command.ts';
import { DatabaseUnavailable } from './errors.ts';
import type { Engine } from './pglite-engine.ts';
import { fromReplyError, type Reply, type Request } from './pglite-protocol.ts';

interface Waiting {
  resolve: (rows: object[]) => void;
  reject: (error: Error) => void;
}

/**
 * The engine in a worker thread, `file` being the built worker (found by itself). When the thread dies, all that
 * waits and all that comes later is rejected with `DatabaseUnavailable`: what it had acknowledged is on disk.
 */
export const startPgliteThread = async (
  directory: string | null,
  file: URL = findBuilt('pglite-worker.js'),
): Promise<Engine> => {
  const worker = new Worker(file, { workerData: { directory } });
  const waiting = new Map<number, Waiting>();
  let gone: DatabaseUnavailable | null = null;
  let lastId = 0;

  const fail = (reason: string): void => {
    gone ??= new DatabaseUnavailable(`the database thread ended: ${reason}`);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  worker.on('error', (error) => fail(error instanceof Error ? error.message : String(error)));
  worker.on('exit', (code) => fail(`exit code ${code}`));
  worker.on('message', (reply: Reply) => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) asker?.reject(fromReplyError(reply.error));
    else asker?.resolve(reply.rows);
  });

  const ask = (id: number, request: Request | null): Promise<object[]> =>
    new Promise((resolve, reject) => {
      if (gone !== null) {
        reject(gone);
        return;
      }
      waiting.set(id, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a Worker, not a window
      if (request !== null) worker.postMessage(request);
    });
  const send = (commands: readonly Command[] | null): Promise<object[]> => {
    lastId += 1;
    return ask(lastId, { id: lastId, commands });
  };

  try {
    await ask(0, null);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    run: send,
    async close() {
      try {
        await send(null);
      } finally {
        await worker.terminate();
      }
    },
  };
};
