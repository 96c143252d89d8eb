// Processes and directories that a measurement needs for itself, and never outlive it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../..');

/** Milliseconds to start in, also on a machine that has to make a database first. */
const patience = 120_000;
/** Milliseconds to end in when asked; after them nobody asks. */
const endPatience = 15_000;

/**
 * What a process started here knows of the environment: its outcome must not depend on the settings of whoever
 * measures.
 *
 * @returns {Record<string, string>}
 */
export const bareEnvironment = () => ({ PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' });

/**
 * @typedef {object} Started
 * @property {(pattern: RegExp) => Promise<string>} hears waits for its output to match, and gives the first group
 * @property {() => string} said everything it put out so far
 * @property {() => boolean} ended
 * @property {() => Promise<void>} stop
 */

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {Started}
 */
export const startProcess = (command, args, env) => {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close');
  // One that could not even be started is told of by whoever waits for it to say or end.
  closed.catch(() => undefined);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);

  /** @param {RegExp} pattern @returns {Promise<string>} */
  const hears = async (pattern) => {
    for (const until = Date.now() + patience; ; await setTimeout(20)) {
      // Asked before its output is looked at: what it said last counts.
      const over = ended() || Date.now() > until;
      const found = pattern.exec(said);
      if (found) return found[1] ?? '';
      if (over) throw new Error(`${command} ${args[0]} did not say ${pattern}:\n${said}`);
    }
  };
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([closed, setTimeout(endPatience, undefined, { ref: false })]);
    kill();
    await closed;
    process.off('exit', kill);
  };
  return { hears, said: () => said, ended, stop };
};

/** A directory of its own, which is gone at the latest when this process is. */
export const temporaryDirectory = async () => {
  const path = await mkdtemp(join(tmpdir(), 'appointment-viewer-'));
  const remove = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    remove: () => {
      process.off('exit', remove);
      remove();
    },
  };
};
