import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * One connection on which one request is asked after the other and timed, by a client that does next to nothing
 * itself: where a request takes a millisecond or two, a whole HTTP client would be a good part of what is measured.
 * Only for answers that say their length or have no body.
 *
 * @param {string} origin
 */
export const openConnection = async (origin) => {
  const { hostname, port, host } = new URL(origin);
  const socket = connect(Number(port), hostname).setNoDelay(true);
  await once(socket, 'connect');
  /** What is waited for. @type {{ resolve: (head: string) => void, reject: (error: Error) => void } | null} */
  let waiting = null;
  let head = '';
  /** Bytes of the answer that have come, and that it has; 0 until its head says so. */
  let come = 0;
  let whole = 0;
  socket.on('data', (bytes) => {
    come += bytes.length;
    if (whole === 0) {
      head += bytes.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) return;
      head = head.slice(0, end);
      whole = end + 4 + Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    }
    if (come >= whole) waiting?.resolve(head);
  });
  socket.on('error', (error) => waiting?.reject(error));
  const gone = () => new Error(`${origin} hung up`);
  socket.on('close', () => waiting?.reject(gone()));

  return {
    /**
     * @param {string} path @param {Record<string, string>} headers @param {number} [status] that it must be answered with
     * @returns {Promise<number>} milliseconds until the last byte
     */
    time: async (path, headers, status = 200) => {
      const lines = [`GET ${path} HTTP/1.1`, `host: ${host}`];
      for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
      const text = `${lines.join('\r\n')}\r\n\r\n`;
      if (socket.destroyed || socket.readableEnded) throw gone();
      head = '';
      come = whole = 0;
      const begun = performance.now();
      /** @type {Promise<string>} */
      const answered = new Promise((resolve, reject) => {
        waiting = { resolve, reject };
      });
      socket.write(text);
      await answered;
      const taken = performance.now() - begun;
      waiting = null;
      if (!head.startsWith(`HTTP/1.1 ${status} `))
        throw new Error(`${head.split('\r\n')[0]} from ${origin}${path}`);
      return taken;
    },
    close: () => void socket.destroy(),
  };
};
