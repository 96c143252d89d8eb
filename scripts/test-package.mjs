import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { cookieHeader, signIn } from '../server/embedded/http-client.mjs';
import { root, startNode } from '../tests/support/server.mjs';

/**
 * `npm run test:package`: packs the application, installs it into an empty folder, reports its size, and runs it with
 * `npx` from an empty folder on the oldest and the newest supported Node, which the `node` packages of the registry
 * provide.
 */

const oldest = '20.19.0';
const targetMegabytes = 80;
const directory = mkdtempSync(join(tmpdir(), 'appointment-viewer-package-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

/** npx keeps what it installs in npm's cache, so it gets another one than the developer's. */
const cache = { npm_config_cache: join(directory, 'npm-cache') };

/** How this machine reaches the registry; npm retries for minutes without a word if it cannot. */
const network = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(https?_proxy|no_proxy|npm_config_.*|NODE_EXTRA_CA_CERTS|SSL_CERT_.*)$/i.test(name),
  ),
);

/** @param {string} command @param {string[]} args @param {string} cwd @param {Record<string, string>} [env] */
const run = (command, args, cwd, env) =>
  execFileSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 300_000,
  });

/** @param {string} name */
const emptyFolder = (name) => {
  const path = join(directory, name);
  mkdirSync(path);
  return path;
};

/** @type {string[]} */
const failures = [];
/** @param {string} name @param {() => unknown} check */
const test = async (name, check) => {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
  try {
    await check();
    console.log(`passed  ${name} (${seconds()})`);
  } catch (error) {
    failures.push(name);
    console.log(`FAILED  ${name} (${seconds()}): ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** @param {string} origin */
const openPages = async (origin) => {
  const headers = { cookie: cookieHeader(await signIn(origin)), 'x-tenant': '1' };
  const today = new Date().toISOString().slice(0, 10);
  const expected = {
    '/readyz': '"status":"ready"',
    '/appointments/42?tenant=1': 'Zeynep',
    '/appointments?tenant=1': '<!doctype html>',
    '/api/v1/appointments/42': 'Zeynep',
    [`/api/v1/schedule?from=${today}&to=${today}`]: '"complete":true',
  };
  for (const [path, text] of Object.entries(expected)) {
    const response = await fetch(`${origin}${path}`, { headers });
    const body = await response.text();
    if (!response.ok) throw new Error(`${path} responded with ${response.status}`);
    if (!body.includes(text)) throw new Error(`${path} has no ${text}`);
  }
};

/** @param {ReturnType<typeof startNode>} server */
const expectToServe = async (server) => {
  let hasEnded = false;
  try {
    await server.waitForOutput(/Appointment Viewer is running[\s\S]*\n {2}Data .*\n/);
    await openPages(/^ {2}Open +(\S+)$/m.exec(server.stdout())?.[1] ?? '');
  } finally {
    hasEnded = await server.stop();
  }
  if (!hasEnded) throw new Error('SIGTERM did not end the process');
};

await test('npm packs the application', () =>
  run('npm', ['pack', '--silent', '--pack-destination', directory], root));
const tarball = join(directory, readdirSync(directory).find((name) => name.endsWith('.tgz')) ?? '');

const installed = emptyFolder('installed');
await test('npm installs the package into an empty folder', () =>
  run('npm', ['install', '--silent', '--omit=dev', '--no-audit', '--no-fund', tarball], installed, cache));
const megabytes = Number(run('du', ['-sm', installed], directory).split('\t')[0]);
await test(`the installed package has ${megabytes} MB, at most ${targetMegabytes}`, () => {
  if (megabytes > targetMegabytes) throw new Error('too large');
});

for (const version of [oldest, 'latest']) {
  const folder = emptyFolder(`node-${version}`);
  try {
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', `node@${version}`], folder);
  } catch {
    console.log(`SKIPPED Node ${version}: the registry does not provide it`);
    continue;
  }
  const bin = join(folder, 'node_modules/node/bin');
  const found = run(join(bin, 'node'), ['--version'], folder).trim();
  const npxFolder = emptyFolder(`run-${version}`);
  copyFileSync(tarball, join(npxFolder, basename(tarball)));
  const env = { ...network, ...cache, PORT: '0', PATH: `${bin}${delimiter}${process.env['PATH']}` };
  // npm ends at SIGTERM without passing it on through the shell in which it runs the command.
  await test(`npx runs the package from an empty folder on Node ${found}`, () =>
    expectToServe(startNode(['--yes', `./${basename(tarball)}`], env, npxFolder, 'npx', { detached: true })));
}

console.log(failures.length === 0 ? 'All passed.' : `${failures.length} failed.`);
process.exit(failures.length === 0 ? 0 : 1);
