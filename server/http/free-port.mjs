// JavaScript, since the scripts that start and test the server use it too.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Throws the system's error (`EADDRINUSE`, `EACCES`) where nothing can listen there now.
 *
 * @param {string} host
 * @param {number} port
 */
export const demandFreePort = async (host, port) => {
  const probe = createServer().listen(port, host);
  await once(probe, 'listening');
  probe.close();
  await once(probe, 'close');
};

/** Below what the usual systems give to whoever asks for any port, and above what services are registered at. */
const range = [20_000, 32_000];
const tries = 50;

/**
 * A port that is free now and that the system gives to nobody else meanwhile: for whoever has to know the address
 * before anything listens there. Throws the system's error of the last try where it finds none.
 *
 * @param {string} host
 * @returns {Promise<number>}
 */
export const freePort = async (host = '127.0.0.1') => {
  const [low = 0, high = 0] = range;
  for (let left = tries; ; left -= 1) {
    const port = randomInt(low, high);
    try {
      await demandFreePort(host, port);
      return port;
    } catch (error) {
      if (left === 1) throw error;
    }
  }
};
