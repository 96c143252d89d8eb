import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { isStarted, quantile, round } from './figures.mjs';

/**
 * `npm start`, built, on data that is there: from the start of the process to the first answer of `GET /healthz`, and
 * the memory it holds then, and after some use.
 */

const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** Mebibytes that a process holds; null where the system does not say (anything but Linux). @param {number} pid */
const memoryOf = async (pid) => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  /** @param {string} key */
  const field = (key) => {
    const kibibytes = new RegExp(`^${key}:\\s+(\\d+) kB`, 'm').exec(status)?.[1];
    return kibibytes === undefined ? null : Math.round(Number(kibibytes) / 1024);
  };
  return { held: field('VmRSS'), most: field('VmHWM') };
};

/** @param {string} data */
const start = async (data) => {
  const { PATH = '', HOME = '' } = process.env;
  const begun = performance.now();
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: { PATH, HOME, DATA_DIR: data, PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => child.kill('SIGKILL');
  process.once('exit', stop);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = once(child, 'exit');
  const address = () => /^ {2}Open +(\S+)$/m.exec(said)?.[1];
  while (address() === undefined) {
    if (child.exitCode !== null) throw new Error('the server did not start');
    await Promise.race([once(child.stdout, 'data'), ended]);
  }
  const answer = await fetch(`${address()}/healthz`);
  if (!answer.ok) throw new Error(`/healthz answers ${answer.status}`);
  await answer.text();
  const seconds = (performance.now() - begun) / 1000;
  return {
    seconds,
    origin: address() ?? '',
    memory: () => memoryOf(child.pid ?? 0),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      process.off('exit', stop);
    },
  };
};

/**
 * @param {{ rounds?: number }} [options]
 * @returns seconds of the first start (which makes the data) and the median of those after it; MiB of resident memory
 *   of the whole process at the first start's answer, at that of those after it, after two hundred pages, and at most, null where the system does not say
 */
export const measureStart = async ({ rounds = 7 } = {}) => {
  const data = await mkdtemp(join(tmpdir(), 'appointment-viewer-start-'));
  try {
    const build = await import(new URL('../../scripts/build.mjs', import.meta.url).href);
    if (await build.isStale()) await build.build();
    const first = await start(data);
    const { held: atFirstStart } = await first.memory();
    await first.stop();
    const seconds = [];
    const held = [];
    /** @type {{ held: number | null, most: number | null }} */
    let used = { held: null, most: null };
    for (let turn = 0; turn < rounds; turn += 1) {
      const server = await start(data);
      seconds.push(server.seconds);
      held.push((await server.memory()).held ?? Number.NaN);
      if (turn === rounds - 1) {
        for (let page = 0; page < 200; page += 1) await (await fetch(`${server.origin}/readyz`)).text();
        await delay(1000);
        used = await server.memory();
      }
      await server.stop();
    }
    const memory = quantile(held, 0.5);
    return {
      firstSeconds: round(first.seconds, 2),
      warmSeconds: round(quantile(seconds, 0.5), 2),
      warmSecondsBest: round(Math.min(...seconds), 2),
      memory: {
        atFirstStart,
        atFirstAnswer: Number.isNaN(memory) ? null : memory,
        afterUse: used.held,
        most: used.most,
      },
    };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
};

if (isStarted(import.meta.url)) {
  const { memory, ...seconds } = await measureStart({ rounds: Number(process.env.ROUNDS ?? 7) });
  console.log('Seconds from the start of the process to the first answer:', seconds);
  console.log('Resident memory of the whole process, MiB:', memory);
}
