import { parentPort, workerData } from 'node:worker_threads';
import { createPgliteEngine } from './pglite-engine.ts';
import { type Reply, type Request, readWorkerData, toReplyError } from './pglite-protocol.ts';

/**
 * The thread PGlite lives in: its WebAssembly runs to the end of a statement without yielding, which would hold
 * up every other request of the process. An entry of its own in the server's build (`dist/server/pglite-worker.js`).
 */

const port = parentPort;
if (port === null) throw new Error('pglite-worker is started as a worker thread, not by itself');

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a MessagePort, not a window
const send = (reply: Reply): void => port.postMessage(reply);
const { directory } = readWorkerData(workerData);

try {
  const engine = await createPgliteEngine(directory);
  port.on('message', (request: Request) => {
    const work = request.commands === null ? engine.close().then(() => []) : engine.run(request.commands);
    work.then(
      (rows) => send({ id: request.id, rows }),
      (error: unknown) => send({ id: request.id, error: toReplyError(error) }),
    );
  });
  send({ id: 0, rows: [] });
} catch (error) {
  send({ id: 0, error: toReplyError(error) });
}
