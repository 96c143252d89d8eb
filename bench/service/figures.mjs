/** What the benchmarks of the service share: figures of lists, and processes of their own. */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** @param {readonly number[]} list not empty @param {number} share 0 to 1 @returns {number} */
export const quantile = (list, share) => {
  const ordered = list.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? Number.NaN;
};

/** @param {number} value @param {number} [digits] */
export const round = (value, digits = 3) => Number(value.toFixed(digits));

/** @param {readonly number[]} list milliseconds each @returns {{ p50: number, p95: number }} */
export const spread = (list) => ({ p50: round(quantile(list, 0.5)), p95: round(quantile(list, 0.95)) });

/** Whether a file was started by itself. @param {string} url its `import.meta.url` */
export const isStarted = (url) => process.argv[1] === fileURLToPath(url);

/** @typedef {import('./host.mjs').Question} Question */

/**
 * Starts `host.mjs` as a process of its own.
 *
 * @param {import('./host.mjs').HostOptions} options
 * @returns {Promise<{
 *   addresses: import('./host.mjs').Addresses,
 *   ask: (question: Question) => Promise<number[]>,
 *   close: () => Promise<void>,
 * }>}
 */
export const startHost = async (options) => {
  const file = fileURLToPath(new URL('host.mjs', import.meta.url));
  const child = fork(file, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  /** One answer at a time is waited for; a host that ends before it is a failure. @template Told @returns {Promise<Told>} */
  const next = () =>
    new Promise((resolve, reject) => {
      const onEnd = () => reject(new Error('the host ended'));
      child.once('exit', onEnd);
      child.once('message', (/** @type {{ told: Told }} */ { told }) => {
        child.off('exit', onEnd);
        resolve(told);
      });
    });
  const addresses = await next();
  /** @param {Question} question */
  const ask = (question) => {
    const told = next();
    child.send(question);
    return told;
  };
  return {
    addresses,
    ask,
    close: async () => {
      const ended = once(child, 'exit');
      await ask({ ask: 'close' });
      await ended;
      process.off('exit', stop);
    },
  };
};
