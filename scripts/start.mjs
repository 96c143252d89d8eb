import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm start`: builds what is stale, then runs the built server in this very process, so that a signal to it is a
 * signal to the server. Imports nothing of the project at the top: it must be able to say why it cannot run.
 */

const root = resolve(fileURLToPath(import.meta.url), '../..');
const needed = [20, 19];

/** @param {string} text @returns {never} */
const stop = (text) => {
  console.error(text);
  process.exit(1);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const [neededMajor = 0, neededMinor = 0] = needed;
if (major < neededMajor || (major === neededMajor && minor < neededMinor))
  stop(`Node ${needed.join('.')} or newer is needed; this is ${process.versions.node}.`);
if (!existsSync(join(root, 'node_modules/fastify')) || !existsSync(join(root, 'node_modules/vite')))
  stop('The dependencies are not installed: run "npm ci" first.');

/** In a process of its own: what a bundler has taken, 0.6 GB, a server would keep for as long as it runs. */
const build = async () => {
  const child = spawn(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code] = await once(child, 'exit');
  process.off('SIGINT', pass).off('SIGTERM', pass);
  if (code !== 0) process.exit(code ?? 1);
};

// Loaded here and not above: what it imports needs the dependencies and the newer Node.
const { isStale } = await import('./build.mjs');
if (await isStale()) {
  console.log('Building …');
  await build();
}
await import(pathToFileURL(join(root, 'dist/server/main.js')).href);
