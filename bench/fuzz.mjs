// `npm run fuzz`: hostile requests over raw sockets to the gateway and to the demonstration service, as `npm start` runs
// them. Fails if a service crashes, stops responding, sends an undocumented 5xx or discloses internals, and prints the
// smallest such requests. `--seed` repeats a run.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { startServer } from '../tests/support/server.mjs';
import { cookieHeader, getToken, readClientSecret, signIn } from '../server/embedded/http-client.mjs';
import { temporaryDirectory } from './temporary-directory.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
/** @type {typeof import('./fuzz.json')} */
const parts = JSON.parse(readFileSync(new URL('fuzz.json', import.meta.url), 'utf8'));
const concurrency = 8;
/** Milliseconds after which the client closes the connection of an incomplete request. */
const timeoutMs = 400;

const data = await temporaryDirectory();
const server = await startServer({ DATA_DIR: data.path, LOG_LEVEL: 'info' });
const gateway = new URL(server.origin).port;
const service = /(?:for the gateway alone, at|demo service listening at) http:\/\/127\.0\.0\.1:(\d+)/.exec(
  server.stdout(),
)?.[1];
if (service === undefined) throw new Error('The log does not contain the URL of the demonstration service.');
const cookie = cookieHeader(await signIn(server.origin));
const token = await getToken(server.origin, {
  clientSecret: readClientSecret(data.path),
  scope: 'appointments:read tenants:read',
});

const noise = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 40,
});
const long = fc.constantFrom('a'.repeat(300), 'a'.repeat(5000), ',;q=,'.repeat(900), ' '.repeat(9000));
/** @param {readonly string[]} list */
const oneOf = (list) =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...list), weight: 8 },
    { arbitrary: noise, weight: 1 },
    { arbitrary: long, weight: 1 },
  );

const path = fc
  .record({
    path: fc.constantFrom(...parts.paths),
    inserts: fc.array(fc.tuple(fc.nat(40), oneOf(parts.fragments)), { maxLength: 3 }),
  })
  .map(({ path: plain, inserts }) =>
    inserts.reduce((text, [at, insert]) => `${text.slice(0, at)}${insert}${text.slice(at)}`, plain),
  );
const header = fc.oneof(
  ...Object.entries(parts.headers).map(([name, list]) => oneOf(list).map((value) => `${name}: ${value}`)),
  {
    arbitrary: oneOf([cookie, `${cookie}; ${cookie}`, 'viewer-session=x', '=;=;']).map(
      (value) => `Cookie: ${value}`,
    ),
    weight: 4,
  },
  {
    arbitrary: oneOf([`Bearer ${token}`, 'Bearer', 'Basic eDp4']).map((value) => `Authorization: ${value}`),
    weight: 4,
  },
  oneOf(parts.contentTypes).map((value) => `Content-Type: ${value}`),
  noise,
);
const body = fc.oneof(
  oneOf(parts.bodies),
  fc.constantFrom('{"a":'.repeat(4000), '['.repeat(50_000), `{"action":"${'x'.repeat(70_000)}"}`),
);
const request = fc
  .record({
    port: fc.constantFrom(gateway, service),
    method: fc.oneof(
      { arbitrary: fc.constantFrom(...parts.methods), weight: 9 },
      { arbitrary: fc.constantFrom(...parts.wildMethods), weight: 1 },
    ),
    path,
    version: fc.oneof({ arbitrary: fc.constant('1.1'), weight: 9 }, fc.constantFrom('1.0', '2.0', '9')),
    headers: fc.array(header, { maxLength: 7 }),
    body,
  })
  .map(({ port, method, path: target, version, headers, body: content }) => {
    const isFramed = headers.some((line) => /^(content-length|transfer-encoding)/i.test(line));
    const length = Buffer.byteLength(content, 'latin1');
    const lines = [
      `${method} ${target} HTTP/${version}`,
      `Host: localhost:${gateway}`,
      ...headers,
      ...(isFramed || length === 0 ? [] : [`Content-Length: ${length}`]),
      'Connection: close',
    ];
    return { port, text: `${lines.join('\r\n')}\r\n\r\n${content}` };
  });
const raw = fc.record({ port: fc.constantFrom(gateway, service), text: noise });

/** @param {{ port: string, text: string }} request @returns {Promise<string>} */
const send = ({ port, text }) =>
  new Promise((done) => {
    let response = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(Buffer.from(text, 'latin1')));
    socket.setEncoding('latin1').setTimeout(timeoutMs, () => socket.destroy());
    socket.on('data', (/** @type {string} */ chunk) => {
      if (response.length < 2_000_000) response += chunk;
    });
    socket.on('error', () => undefined).on('close', () => done(response));
  });

const internals =
  /\bat \S+ \(?(?:file:|node:|\/)|node_modules|\/server\/\w|dist\/server|\.ts:\d|TypeError|ReferenceError|RangeError|SyntaxError|FST_ERR|ECONN|select .* from |pg_|SQLSTATE|flextell\.|session-secret/;
const documentedError = /"error":"(service_unavailable|upstream_\w+|not_built|temporarily_unavailable)"/;

/** @type {Record<string, number>} */
const statuses = {};
/** @param {{ port: string }} request @param {string} response Throws if the response is a fault. */
const check = ({ port }, response) => {
  const text = response.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '');
  const status = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? (text === '' ? 'closed' : 'not HTTP');
  const name = `${port === gateway ? 'gateway' : 'service'} ${status}`;
  statuses[name] = (statuses[name] ?? 0) + 1;
  const fault =
    (status === 'not HTTP' && 'a response that is not HTTP') ||
    (status.startsWith('5') && !documentedError.test(text) && `an undocumented ${status}`) ||
    (internals.test(text) && `internals: ${internals.exec(text)?.[0]}`) ||
    (text.includes(token) && 'a token');
  if (fault) throw new Error(`${name}: ${fault}\n${text.slice(0, 1200)}`);
};

try {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ arbitrary: request, weight: 19 }, raw), { minLength: 1, maxLength: concurrency }),
      async (requests) => {
        const responses = await Promise.all(requests.map(send));
        for (const [index, response] of responses.entries()) {
          const sent = requests[index];
          if (sent) check(sent, response);
        }
        if (server.hasExited()) throw new Error('The server exited.');
      },
    ),
    {
      seed: Number(values.seed),
      numRuns: Math.ceil((Number(values.count) * 2) / concurrency),
      interruptAfterTimeLimit: Number(values.seconds) * 1000,
    },
  );
  for (const url of [`${server.origin}/healthz`, `http://127.0.0.1:${service}/oauth/jwks`]) {
    const { status } = await fetch(url);
    if (status !== 200) throw new Error(`${url} responds with ${status}.`);
  }
  const failure = /^.*"level":"(?:fatal|error)".*$/m.exec(server.stdout());
  if (failure) throw new Error(`An unexpected failure in the log:\n${failure[0]}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await server.stop();
  data.remove();
  console.table(statuses);
  console.log(`Seed ${values.seed}.`);
}
