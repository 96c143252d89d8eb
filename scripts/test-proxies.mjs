import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startPostgres } from '../bench/growth/postgres.mjs';
import { cookieHeader, signIn } from '../server/embedded/http-client.mjs';
import { freePort, root, startServer } from '../tests/support/server.mjs';

/**
 * `npm run test:proxies`: the built application behind nginx with its default `Host` header, and through PgBouncer in
 * transaction mode; checks the systemd unit. Uses what is installed and prints what it skipped.
 */

const directory = mkdtempSync(join(tmpdir(), 'appointment-viewer-proxies-'));
/** @type {(() => unknown)[]} */
const cleanUps = [];
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

/** @param {string} name */
const isInstalled = (name) => {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** @param {string} command @param {string[]} args */
const start = (command, args) => {
  const child = spawn(command, args, { stdio: 'inherit' });
  cleanUps.push(() => child.kill('SIGTERM'));
};

/** @param {string} origin */
const openAppointment = async (origin) => {
  const cookie = cookieHeader(await signIn(origin));
  const response = await fetch(`${origin}/api/v1/appointments/42`, { headers: { cookie, 'x-tenant': '1' } });
  if (response.status !== 200) throw new Error(`the appointment responded with ${response.status}`);
};

const behindNginx = async () => {
  const [port, nginxPort] = [await freePort(), await freePort()];
  const origin = `http://localhost:${nginxPort}`;
  const server = await startServer({
    PORT: String(port),
    PUBLIC_URL: origin,
    TRUSTED_PROXIES: '127.0.0.1',
    DATA_DIR: join(directory, 'nginx-data'),
  });
  cleanUps.push(() => server.stop());
  const file = join(directory, 'nginx.conf');
  // No proxy_set_header: nginx sends the address of the instance as Host.
  writeFileSync(
    file,
    `daemon off; pid ${directory}/nginx.pid; error_log stderr;
     events {}
     http { access_log off;
       client_body_temp_path ${directory}/body; proxy_temp_path ${directory}/proxy;
       fastcgi_temp_path ${directory}/f; uwsgi_temp_path ${directory}/u; scgi_temp_path ${directory}/s;
       server { listen 127.0.0.1:${nginxPort}; location / { proxy_pass http://127.0.0.1:${port}; } } }`,
  );
  start('nginx', ['-c', file]);
  await setTimeout(1_000);
  await openAppointment(origin);
};

const throughPgBouncer = async () => {
  const postgres = await startPostgres();
  cleanUps.push(() => postgres.stop());
  const { url } = await postgres.makeDatabase(1);
  const { port, pathname, username, password } = new URL(url);
  const poolerPort = await freePort();
  const file = join(directory, 'pgbouncer.ini');
  const users = join(directory, 'users.txt');
  writeFileSync(users, `"${username}" "${password}"\n`);
  writeFileSync(
    file,
    `[databases]\n* = host=127.0.0.1 port=${port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = ${poolerPort}\n` +
      `auth_type = plain\nauth_file = ${users}\npool_mode = transaction\ndefault_pool_size = 5\n`,
  );
  start('pgbouncer', [...(userInfo().uid === 0 ? ['-u', 'postgres'] : []), file]);
  await setTimeout(1_000);
  const server = await startServer({
    DATABASE_URL: `postgres://${username}:${password}@127.0.0.1:${poolerPort}${pathname}`,
    SESSION_SECRET: 'a session secret of more than 32 characters',
  });
  cleanUps.push(() => server.stop());
  await Promise.all(Array.from({ length: 20 }, () => openAppointment(server.origin)));
};

const verifyUnit = async () =>
  void execFileSync('systemd-analyze', ['verify', join(root, 'deploy/appointment-viewer.service')], {
    stdio: 'inherit',
  });

let failed = 0;
for (const [program, name, check] of /** @type {const} */ ([
  ['nginx', 'sign-in and an appointment behind nginx with its default Host header', behindNginx],
  ['pgbouncer', 'twenty sign-ins and appointments through PgBouncer in transaction mode', throughPgBouncer],
  ['systemd-analyze', 'the systemd unit', verifyUnit],
])) {
  if (!isInstalled(program)) {
    console.log(`SKIPPED ${name}: ${program} is not installed`);
    continue;
  }
  try {
    await check();
    console.log(`passed  ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  for (const cleanUp of cleanUps.splice(0).toReversed()) await cleanUp();
}
process.exit(failed === 0 ? 0 : 1);
