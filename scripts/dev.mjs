import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, createServer } from 'vite';
import { freePort } from '#server/http/free-port.mjs';
import { serverBuild } from './build.mjs';

/**
 * `npm run dev`: the page from Vite on PORT, reloading as it changes; the server behind it on a port of its own,
 * built again and restarted as it changes. The browser knows the one address, as it does after `npm start`.
 */

const root = resolve(fileURLToPath(import.meta.url), '../..');
const port = Number(process.env.PORT || 3000);

const serverPort = await freePort();
const target = `http://127.0.0.1:${serverPort}`;
const page = await createServer({
  root,
  configFile: join(root, 'vite.config.ts'),
  server: {
    host: 'localhost',
    port,
    strictPort: true,
    proxy: { '^/(api|auth|oauth|privacy)/|^/(healthz|readyz|open)$': { target, changeOrigin: false } },
  },
});

/** @type {import('node:child_process').ChildProcess | null} */
let server = null;
let ending = false;

const stopServer = async () => {
  const child = server;
  server = null;
  if (child === null || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
};

const restartServer = async () => {
  await stopServer();
  if (ending) return;
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(serverPort),
    PUBLIC_URL: `http://localhost:${port}`,
  };
  server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/dev/main.js')], {
    env,
    stdio: 'inherit',
  });
};

const watcher = await build({
  ...serverBuild('dist/dev'),
  build: { ...serverBuild('dist/dev').build, watch: { clearScreen: false } },
});

const end = async () => {
  if (ending) return;
  ending = true;
  if ('close' in watcher) await watcher.close();
  await Promise.all([stopServer(), page.close()]);
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end());

let restarting = Promise.resolve();
if ('on' in watcher)
  watcher.on('event', (event) => {
    // A failed build has said so; the server that runs goes on.
    if (event.code === 'BUNDLE_END') restarting = restarting.then(restartServer);
  });
await page.listen();
