// Starts the application as `npm start` does: as a separate process, on a free port. JavaScript, because the scripts
// and benchmarks run without a build.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** Includes a first start, which builds the application and creates its database, on a busy machine. */
const startTimeoutMs = 180_000;
const stopTimeoutMs = 15_000;

/** @returns {Promise<number>} a port of this machine that is free now */
export const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('The system assigned no port.');
  return address.port;
};

/**
 * @typedef {object} NodeProcess
 * @property {number | undefined} pid
 * @property {() => string} stdout everything written so far
 * @property {() => string} stderr everything written so far
 * @property {() => boolean} hasExited
 * @property {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} exited resolves when all output has arrived
 * @property {() => void} closeOutput closes the reading end of stdout, as `head` does
 * @property {(pattern: RegExp) => Promise<void>} waitForOutput rejects if the process exits without a match on stdout
 * @property {(signal: NodeJS.Signals) => void} kill
 * @property {() => Promise<boolean>} stop SIGTERM, and SIGKILL if that does not end the process in time: false
 */

/**
 * Runs a script with Node. The process gets PATH and HOME of this environment and nothing else, so the developer's
 * settings do not change the outcome, and it is killed when this process exits.
 *
 * @param {readonly string[]} args
 * @param {Record<string, string | undefined>} [env]
 * @param {string} [cwd]
 * @param {string} [program] another version of Node, or another program
 * @param {{ detached?: boolean }} [options] detached: signals reach all processes that the program starts, as those of a
 *   terminal do
 * @returns {NodeProcess}
 */
export const startNode = (
  args,
  env = {},
  cwd = root,
  program = process.execPath,
  { detached = false } = {},
) => {
  const { PATH, HOME } = process.env;
  const child = spawn(program, args, {
    cwd,
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached,
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
  /** @param {NodeJS.Signals} signal */
  const kill = (signal) => {
    if (!detached || child.pid === undefined) return void child.kill(signal);
    try {
      process.kill(-child.pid, signal);
    } catch {
      // All of them have ended.
    }
  };
  const killOnExit = () => kill('SIGKILL');
  // This handler must run first, because others remove the files that the process uses.
  process.prependOnceListener('exit', killOnExit);
  /** @type {NodeProcess['exited']} */
  const exited = new Promise((done) =>
    child.once('close', (code, signal) => {
      process.off('exit', killOnExit);
      done({ code, signal });
    }),
  );
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid: child.pid,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    hasExited,
    exited,
    closeOutput: () => void child.stdout.destroy(),
    waitForOutput: async (pattern) => {
      const deadline = Date.now() + startTimeoutMs;
      while (!pattern.test(output.stdout)) {
        if (hasExited()) await exited;
        if (pattern.test(output.stdout)) return;
        if (hasExited() || Date.now() > deadline)
          throw new Error(`${args[0]} did not print ${pattern}:\n${output.stdout}${output.stderr}`);
        await setTimeout(20);
      }
    },
    kill,
    stop: async () => {
      kill('SIGTERM');
      const inTime = exited.then(() => true);
      const ended = await Promise.race([inTime, setTimeout(stopTimeoutMs, false, { ref: false })]);
      kill('SIGKILL');
      await exited;
      return ended;
    },
  };
};

/**
 * Starts `scripts/start.mjs` and waits until `/readyz` responds with 200.
 *
 * @param {Record<string, string>} env settings of the server; PORT is a free port by default
 * @param {string} [directory] of the project, for a checkout of another version
 */
export const startServer = async (env, directory = root) => {
  const port = env['PORT'] ?? String(await freePort());
  const server = startNode(['scripts/start.mjs'], { LOG_LEVEL: 'warn', ...env, PORT: port }, directory);
  const origin = `http://localhost:${port}`;
  const deadline = Date.now() + startTimeoutMs;
  for (;;) {
    const response = await fetch(`${origin}/readyz`).catch(() => null);
    await response?.body?.cancel();
    // If the process has exited, another one responds on the port.
    if (response?.ok && !server.hasExited()) return { ...server, origin };
    if (server.hasExited() || Date.now() > deadline) {
      await server.stop();
      throw new Error(`The server in ${directory} did not start:\n${server.stdout()}${server.stderr()}`);
    }
    await setTimeout(10);
  }
};
