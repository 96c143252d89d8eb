import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { bareEnvironment, startProcess, temporaryDirectory } from './process.mjs';
import { visit } from './visitor.mjs';

/**
 * `npm run fuzz`: hostile requests, written by hand over raw sockets, to the gateway and to the embedded service as
 * `npm start` runs them, on a database of their own. Bounded in number and time; the same seed makes the same
 * requests. Fails where a service ends, stops answering, answers a 5xx that is not documented, or shows its insides.
 */

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const count = Number(values.count);
const seconds = Number(values.seconds);

/** Mulberry32: good enough to choose, and the same everywhere. */
let state = Number(values.seed) >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};
/** @param {number} below */
const upTo = (below) => Math.floor(random() * below);
/** @template T @param {readonly T[]} list @returns {T} */
const pick = (list) => {
  for (const one of list.slice(upTo(list.length))) return one;
  throw new RangeError('nothing to choose from');
};
const noise = (length = upTo(40)) => String.fromCharCode(...Array.from({ length }, () => upTo(256)));

const started = performance.now();
const data = await temporaryDirectory();
const env = { ...bareEnvironment(), DATA_DIR: data.path, PORT: '0', LOG_LEVEL: 'info' };
const server = startProcess(process.execPath, ['scripts/start.mjs'], env);
const embedded = Number(await server.hears(/for the gateway alone, at http:\/\/127\.0\.0\.1:(\d+)/));
const origin = await server.hears(/Open +(http:\/\/localhost:\d+)\n/);
const gateway = Number(new URL(origin).port);

// One person is signed in, and one token is good: behind the door there is more to break.
const { browse, cookies } = visit(origin);
const account = { username: 'elif.yilmaz@example.com', password: 'appointments' };
const page = await browse(await browse('/auth/login'));
await browse(await browse(await browse(page, account)));
const cookie = `viewer-session=${cookies.get('viewer-session') ?? ''}`;
const asking = startProcess(process.execPath, ['scripts/token.mjs'], { ...env, PUBLIC_URL: origin });
const token = await asking.hears(/^([\w.~+/=-]{20,})\n/m);
await asking.stop();

const methods =
  'GET GET GET GET POST POST PUT DELETE PATCH HEAD OPTIONS TRACE CONNECT PROPFIND get G\tET'.split(' ');
const routes = [
  '/',
  '/appointments/42?tenant=1',
  '/index.html',
  '/assets/x.js',
  '/healthz',
  '/readyz',
  '/auth/session',
  '/auth/login',
  '/auth/login?return_to=/x',
  '/auth/callback?state=x&code=y',
  '/auth/extend',
  '/auth/logou',
  '/api/v1/appointments/42',
  '/api/v1/account/tenants',
  '/privacy/appointments/42/identity-number',
  '/privacy/appointments/42/actions',
  '/oauth/authorize?client_id=x',
  '/oauth/token',
  '/oauth/revoke',
  '/oauth/jwks',
  '/oauth/sign-in/abc',
  '/oauth/authorize/abc',
]; // prettier-ignore
const pieces = [
  '%',
  '%00',
  '%0d%0a',
  '%2e%2e%2f',
  '%252e',
  '..',
  '../',
  '..;/',
  '//',
  '\\',
  '?',
  '#',
  '&a[b]=c',
  '=',
  ';',
  '\u00ff',
  '%ff%fe',
  '%u0041',
  "'",
  '"',
  '<script>',
  '${7*7}',
  '{{7*7}}',
  '9'.repeat(30),
  '-1',
  '0x1',
  '1e9',
  'NaN',
  '__proto__',
  'constructor',
  '%c0%af',
  '~',
  '*',
  ' ',
  '\t',
  "1' or '1'='1",
  'a'.repeat(300),
  'a'.repeat(5000),
  'http://evil.example/',
  '@evil.example',
]; // prettier-ignore
const bodies = [
  '',
  '{}',
  '[]',
  'null',
  '"',
  '{"action":"printed"}',
  '{"action":"__proto__"}',
  '{"__proto__":{"x":1}}',
  '{"action":{"a":[1]}}',
  '{"a":'.repeat(4000),
  '['.repeat(50_000),
  'a=b',
  'grant_type=refresh_token&refresh_token=x',
  'grant_type=authorization_code',
  'grant_type=authorization_code&client_id=appointment-viewer&client_secret=x&code=%00',
  'username=%00&password=%ff',
  'token=x&client_id=%',
  '\u0000\u0001',
  `{"action":"${'x'.repeat(70_000)}"}`,
  '\u00ef\u00bb\u00bf{}',
  '{"action":1e999}',
]; // prettier-ignore
const types = [
  'application/json',
  'application/json; charset=utf-7',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data',
  'application/xml',
  '',
  'a/b;'.repeat(500),
  '*/*',
]; // prettier-ignore
/** @type {readonly (() => string)[]} */
const headerMakers = [
  () => `X-Tenant: ${pick(['1', '2', '0', '-1', '1, 2', '99999999999999999999', noise(6), ''])}`,
  () =>
    `Cookie: ${pick([cookie, cookie, `${cookie}; ${cookie}`, 'viewer-session=x', `a=${noise()}`, '=;=;', '_session=x; _interaction=y'])}`,
  () =>
    `Authorization: ${pick([`Bearer ${token}`, `Bearer ${token}`, 'Bearer', 'Bearer x', `bearer ${noise(8)}`, 'Basic eDp4', `Bearer ${'x'.repeat(600)}`])}`,
  () => `Sec-Fetch-Site: ${pick(['same-origin', 'same-origin', 'cross-site', 'none', noise(4)])}`,
  () => `Origin: ${pick([origin, 'null', 'https://evil.example', noise(5)])}`,
  () => `Content-Type: ${pick(types)}`,
  () => `Accept-Language: ${pick(['tr', 'a;q=', ',;q=,'.repeat(900), `a${' '.repeat(9000)}b`, noise()])}`,
  () => `Accept-Encoding: ${pick(['br', 'gzip;q=0', 'br;q=0.000000', ', ,'.repeat(900), noise()])}`,
  () => `If-None-Match: ${pick(['*', 'W/"x"', `"${' '.repeat(9000)}`, noise()])}`,
  () => `X-Request-Id: ${pick(['abcdefgh', '"},{"level":"fatal', noise()])}`,
  () => `Transfer-Encoding: ${pick(['chunked', 'gzip', 'chunked, chunked', ' chunked', 'identity'])}`,
  () => `Content-Length: ${pick(['0', '5', '-1', '1e3', '18446744073709551616', '5, 5'])}`,
  () => `X-Forwarded-For: ${pick(['1.2.3.4', noise(), ','.repeat(500)])}`,
  () => `Connection: ${pick(['close', 'upgrade', 'keep-alive, x-tenant, authorization', 'close, host'])}`,
  () =>
    pick([
      'Upgrade: websocket',
      'Expect: 100-continue',
      'Expect: x',
      'Range: bytes=0-1,5-',
      'Host: evil.example',
      'TE: x',
    ]),
  () => `${noise(6)}: ${noise()}`,
  () => noise(),
  () => `X-Long: ${'x'.repeat(pick([10, 1000, 20_000]))}`,
];

/** What any parser of HTTP refuses at once is sent by the wild ones alone: the others get further. */
const orderly = pieces.filter((piece) => /^[!-~]+$/.test(piece));
const orderlyHeaders = headerMakers.slice(0, 9);

/** @param {boolean} wild */
const makePath = (wild) => {
  let path = pick(routes);
  for (let n = upTo(wild ? 4 : 2); n > 0; n -= 1) {
    const at = wild ? upTo(path.length + 1) : path.length - upTo(3);
    path = `${path.slice(0, at)}${pick(wild ? [...pieces, noise(3)] : orderly)}${path.slice(at + upTo(4))}`;
  }
  return wild && random() < 0.1 ? pick(['*', 'http://evil.example/auth/login', '', 'x', noise()]) : path;
};

/** A header that any parser takes, whatever it says. @returns {string} */
const makeOrderly = () => {
  const line = pick(orderlyHeaders)();
  return /^[\t -~]*$/.test(line) ? line : makeOrderly();
};

const makeRequest = () => {
  const wild = random() < 0.4;
  if (wild && random() < 0.1) return noise(upTo(2000));
  const body = pick(bodies);
  const version = wild ? pick(['1.1', '1.1', '1.1', '1.0', '2.0', '9']) : '1.1';
  const lines = [`${pick(wild ? methods : methods.slice(0, 9))} ${makePath(wild)} HTTP/${version}`];
  if (!wild || random() < 0.95) lines.push(`Host: localhost:${gateway}`);
  for (let n = upTo(7); n > 0; n -= 1) lines.push(wild ? pick(headerMakers)() : makeOrderly());
  const framed = lines.some((line) => /^(content-length|transfer-encoding)/i.test(line));
  if (!framed && body !== '' && random() < 0.9)
    lines.push(`Content-Length: ${Buffer.byteLength(body, 'latin1')}`);
  const eol = wild && random() < 0.1 ? '\n' : '\r\n';
  return `${lines.join(eol)}${eol}Connection: close${eol}${eol}${body}`;
};

/** Milliseconds after which this side hangs up on a request that was never whole. */
const patience = 400;

/** @param {number} port @param {string} text @returns {Promise<string>} */
const send = (port, text) =>
  new Promise((done) => {
    let came = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')));
    socket.setEncoding('latin1').setTimeout(patience, () => socket.destroy());
    socket.on('data', (chunk) => {
      if (came.length < 2_000_000) came += chunk;
    });
    socket.on('error', () => undefined).on('close', () => done(came));
  });

/** What an answer never holds: places in the sources, words of the engine and of libraries, secrets. */
const insides =
  /\bat \S+ \(?(?:file:|node:|\/)|node_modules|\/server\/\w|dist\/server|\.ts:\d|TypeError|ReferenceError|RangeError|SyntaxError|FST_ERR|ECONN|select .* from |pg_|SQLSTATE|flextell\.|session-secret/;
/** 5xx that are documented, with their codes. */
const documented = /"error":"(service_unavailable|upstream_\w+|not_built|temporarily_unavailable)"/;

/** @type {Map<string, number>} */
const statuses = new Map();
/** @type {{ why: string, request: string, answer: string }[]} */
const faults = [];

/** @param {'gateway' | 'embedded'} name @param {string} request @param {string} whole */
const judge = (name, request, whole) => {
  const answer = whole.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? (answer === '' ? 'hung up' : 'no HTTP');
  statuses.set(`${name} ${status}`, (statuses.get(`${name} ${status}`) ?? 0) + 1);
  /** @param {string} why */
  const fault = (why) => faults.push({ why: `${name}: ${why}`, request, answer });
  if (status === 'no HTTP') fault('an answer that is no HTTP');
  if (status.startsWith('5') && !documented.test(answer)) fault(`a ${status} that is not documented`);
  const leak = insides.exec(answer);
  if (leak) fault(`its insides: ${leak[0]}`);
  if (token !== '' && answer.includes(token)) fault('a token');
};

const atOnce = 8;
let sent = 0;
const worker = async () => {
  while (sent < count && performance.now() - started < seconds * 1000 && !server.ended()) {
    sent += 1;
    const name = random() < 0.6 ? 'gateway' : 'embedded';
    const request = makeRequest();
    judge(name, request, await send(name === 'gateway' ? gateway : embedded, request));
  }
};
await Promise.all(Array.from({ length: atOnce }, worker));

const alive = async () => {
  if (server.ended()) return false;
  const answers = await Promise.all([
    fetch(`http://127.0.0.1:${gateway}/healthz`).then(({ status }) => status === 200),
    fetch(`http://127.0.0.1:${embedded}/oauth/jwks`).then(({ status }) => status === 200),
    fetch(`http://127.0.0.1:${gateway}/api/v1/appointments/42`, {
      headers: { cookie, 'x-tenant': '1' },
    }).then(
      // The rate limit may have been used up, and then says so.
      ({ status }) => status === 200 || status === 429,
    ),
  ]).catch(() => [false]);
  return answers.every(Boolean);
};
if (!(await alive()))
  faults.push({ why: 'a service does not answer any more', request: '', answer: server.said().slice(-2000) });
for (const line of server
  .said()
  .split('\n')
  .filter((text) => /"level":"(fatal|error)"/.test(text)))
  faults.push({ why: 'an unexpected failure in the log', request: '', answer: line });

await server.stop();
data.remove();

const took = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${sent} requests in ${took} s, seed ${values.seed}`);
for (const [status, number] of [...statuses].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`  ${status.padEnd(18)} ${number}`);
for (const { why, request, answer } of faults.slice(0, 10))
  console.log(
    `\nFAULT ${why}\n${JSON.stringify(request.slice(0, 600))}\n${JSON.stringify(answer.slice(0, 1200))}`,
  );
console.log(faults.length === 0 ? 'No fault.' : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;
