import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { root, startNode } from '../tests/support/server.mjs';

/**
 * `npm run test:package`: packs the application, installs it into an empty folder, reports its size, and runs it there
 * on the oldest and the newest supported Node, which the `node` packages of the registry provide, and with `npx`.
 */

const oldest = '20.19.0';
const targetMegabytes = 80;
const directory = mkdtempSync(join(tmpdir(), 'appointment-viewer-package-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

/** @param {string} command @param {string[]} args @param {string} cwd */
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });

/** @param {string} name */
const emptyFolder = (name) => {
  const path = join(directory, name);
  mkdirSync(path);
  return path;
};

/** @type {string[]} */
const failures = [];
/** @param {string} name @param {() => Promise<void>} check */
const test = async (name, check) => {
  try {
    await check();
    console.log(`passed  ${name}`);
  } catch (error) {
    failures.push(name);
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

/** @param {ReturnType<typeof startNode>} server */
const expectToServe = async (server) => {
  try {
    await server.waitForOutput(/Appointment Viewer is running[\s\S]*\n {2}Data .*\n/);
    const origin = /^ {2}Open +(\S+)$/m.exec(server.stdout())?.[1] ?? '';
    for (const path of ['/readyz', '/appointments/42']) {
      const response = await fetch(`${origin}${path}`);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path} responded with ${response.status}`);
      if (path !== '/readyz' && !text.includes('<!doctype html>')) throw new Error(`${path} is not the page`);
    }
  } finally {
    await server.stop();
  }
  const { signal } = await server.exited;
  if (signal === 'SIGKILL') throw new Error('SIGTERM did not end the process');
};

run('npm', ['pack', '--silent', '--pack-destination', directory], root);
const tarball = join(directory, readdirSync(directory).find((name) => name.endsWith('.tgz')) ?? '');

const installed = emptyFolder('installed');
run('npm', ['install', '--silent', '--omit=dev', '--no-audit', '--no-fund', tarball], installed);
const megabytes = Number(run('du', ['-sm', installed], directory).split('\t')[0]);
await test(`the installed package has ${megabytes} MB, at most ${targetMegabytes}`, async () => {
  if (megabytes > targetMegabytes) throw new Error('too large');
});

const program = join(installed, 'node_modules/appointment-viewer/dist/server/cli.js');
for (const version of [oldest, 'latest']) {
  const folder = emptyFolder(`node-${version}`);
  try {
    run('npm', ['install', '--silent', '--no-audit', '--no-fund', `node@${version}`], folder);
  } catch {
    console.log(`SKIPPED Node ${version}: the registry does not provide it`);
    continue;
  }
  const node = join(folder, 'node_modules/node/bin/node');
  const found = run(node, ['--version'], folder).trim();
  await test(`the package runs from an empty folder on Node ${found}`, () =>
    expectToServe(startNode([program], { PORT: '0' }, emptyFolder(`run-${version}`), node)));
}

const npxFolder = emptyFolder('run-npx');
copyFileSync(tarball, join(npxFolder, basename(tarball)));
await test('npx runs the package from an empty folder', () =>
  expectToServe(
    startNode(
      ['-c', `exec npx --yes ./${basename(tarball)}`],
      { PORT: '0', npm_config_cache: join(directory, 'npm-cache') },
      npxFolder,
      'sh',
    ),
  ));

console.log(failures.length === 0 ? 'All passed.' : `${failures.length} failed.`);
process.exit(failures.length === 0 ? 0 : 1);
