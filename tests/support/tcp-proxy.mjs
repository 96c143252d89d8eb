// A TCP proxy that can stop forwarding or drop its connections. JavaScript, because benchmarks run without a build.
import { connect, createServer } from 'node:net';

/**
 * @typedef {object} TcpProxy
 * @property {number} port
 * @property {Buffer[]} greetings the first bytes of each connection, as the client sent them
 * @property {(silent: boolean) => void} setSilent while silent, connections are accepted and nothing is passed on
 * @property {() => void} reset closes all connections
 * @property {() => Promise<void>} close
 */

/**
 * Starts a proxy on a free port of this machine.
 *
 * @param {number} targetPort
 * @returns {Promise<TcpProxy>}
 */
export const startTcpProxy = async (targetPort) => {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  /** @type {Buffer[]} */
  const greetings = [];
  let silent = false;
  /** @param {import('node:net').Socket} socket */
  const track = (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    track(target);
    track(client);
    client.once('data', (bytes) => greetings.push(Buffer.from(bytes)));
    client.on('data', (bytes) => void target.write(bytes));
    target.on('data', (bytes) => void client.write(bytes));
    client.on('close', () => target.destroy());
    target.on('close', () => client.destroy());
    if (silent) for (const socket of [client, target]) socket.pause();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy is not listening.');
  return {
    port: address.port,
    greetings,
    setSilent: (next) => {
      silent = next;
      for (const socket of sockets) {
        if (silent) socket.pause();
        else socket.resume();
      }
    },
    reset: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
