import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * `npm start`: builds if the build is stale, then runs the server in the same process, so that it receives signals
 * directly. Has no static imports of the project, so that it can report a missing requirement.
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

/** Builds in a child process: the bundler needs 0.6 GB, which the server's process would never release. */
const build = async () => {
  const child = spawn(process.execPath, [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => void child.kill(signal);
  process.on('SIGINT', pass).on('SIGTERM', pass);
  const [code] = await once(child, 'exit');
  process.off('SIGINT', pass).off('SIGTERM', pass);
  if (code !== 0) process.exit(code ?? 1);
};

// Imported after the checks, because it needs the dependencies and a supported version of Node.
const { isStale } = await import('./build.mjs');
if (await isStale()) {
  console.log('Building …');
  await build();
}
await import(pathToFileURL(join(root, 'dist/server/cli.js')).href);
