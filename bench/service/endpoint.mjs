import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { sessionAt, tokenFor } from './browse.mjs';
import { openConnection } from './connection.mjs';
import { isStarted, quantile, round, spread, startHost } from './figures.mjs';
import { buildParts } from './parts.mjs';

/**
 * What one appointment costs: its SQL alone, the embedded service's whole answer over HTTP, and the same through the
 * gateway. Each is asked a dozen times in a row, in turn, over and over: this machine is at one speed for seconds and
 * then at another, and so all kinds are asked at all its speeds. Then the same service under load, beside a bare
 * handler that answers the same bytes.
 *
 * `scopedSql` is what the endpoint has to run: the statement in its scope, through the program's own `Database`;
 * `statement` is the same prepared statement in a scope that is open already. Both are asked for one by one from
 * outside, like a request: a thread that rests between two takes longer over the next.
 */

const path = '/api/v1/appointments/42';
const tenant = { 'x-tenant': '1' };
/** Of one kind in a row. The first of them do not count: the processor's caches hold another kind. */
const inARow = 12;
const uncounted = 2;

/** @param {string} url @param {Record<string, string>} headers @param {number} seconds */
const load = async (url, headers, seconds) => {
  const result = await autocannon({ url, headers, connections: 8, duration: seconds });
  if (result.non2xx + result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} failures at ${url}`);
  const { p50, p99 } = result.latency;
  return { perSecond: Math.round(result.requests.average), p50, p99 };
};

/**
 * @param {{ rounds?: number, seconds?: number, database?: { url: string } }} [options] `seconds` of load on each
 *   service; 0 leaves the load out. `database`: an empty PostgreSQL in place of PGlite.
 * @returns milliseconds; `endpointToSql`: the endpoint's median over that of its SQL; `gatewayAdds`: the difference of
 *   the medians through the gateway and without it
 */
export const measureEndpoint = async ({ rounds = 300, seconds = 5, database } = {}) => {
  const built = await buildParts();
  const directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-endpoint-'));
  try {
    const host = await startHost({ parts: built.directory, database: database ?? { directory } });
    const { embedded, gateway, bare } = host.addresses;
    const token = { ...(await tokenFor(host.addresses)), ...tenant };
    const session = { ...(await sessionAt(host.addresses)), ...tenant };
    const tagged = await fetch(`${gateway}${path}`, { headers: session });
    /** @type {{ close: () => void }[]} */
    const connections = [];
    const held = { ...session, 'if-none-match': tagged.headers.get('etag') ?? '' };
    /** @param {string} origin @param {string} at @param {Record<string, string>} headers @param {number} [status] */
    const over = async (origin, at, headers, status) => {
      const connection = await openConnection(origin);
      connections.push(connection);
      return () => connection.time(at, headers, status);
    };
    /** @param {'scoped' | 'statement'} what */
    const inside = (what) => async () => (await host.ask({ ask: what, times: 1 }))[0] ?? Number.NaN;
    /** @type {Record<string, () => Promise<number>>} */
    const kinds = {
      bareHttp: await over(bare, '/appointment', {}),
      statement: inside('statement'),
      scopedSql: inside('scoped'),
      endpoint: await over(embedded, path, token),
      gateway: await over(gateway, path, session),
      gatewayPacked: await over(gateway, path, { ...session, 'accept-encoding': 'br' }),
      gatewayConfirms: await over(gateway, path, held, 304),
    };
    /** @type {Record<string, number[]>} */
    const taken = Object.fromEntries(Object.keys(kinds).map((name) => [name, []]));
    const warmUp = Math.ceil(rounds / 8);
    for (let turn = 0; turn < warmUp + rounds; turn += 1)
      for (const [name, ask] of Object.entries(kinds))
        for (let nth = 0; nth < inARow; nth += 1) {
          const milliseconds = await ask();
          if (turn >= warmUp && nth >= uncounted) taken[name]?.push(milliseconds);
        }
    /** @param {string} name */
    const median = (name) => quantile(taken[name] ?? [], 0.5);
    const underLoad =
      seconds === 0
        ? null
        : {
            bare: await load(`${bare}/appointment`, {}, seconds),
            endpoint: await load(`${embedded}${path}`, token, seconds),
            gateway: await load(`${gateway}${path}`, session, seconds),
          };
    for (const connection of connections) connection.close();
    await host.close();
    return {
      latency: Object.fromEntries(Object.entries(taken).map(([name, list]) => [name, spread(list)])),
      endpointToSql: round(median('endpoint') / median('scopedSql'), 2),
      gatewayAdds: round(median('gateway') - median('endpoint'), 2),
      underLoad,
    };
  } finally {
    await built.remove();
    await rm(directory, { recursive: true, force: true });
  }
};

if (isStarted(import.meta.url)) {
  const { latency, underLoad, ...ratios } = await measureEndpoint({
    rounds: Number(process.env.ROUNDS ?? 300),
    seconds: Number(process.env.SECONDS ?? 5),
  });
  console.log('One request at a time, milliseconds:');
  console.table(latency);
  console.log(ratios);
  if (underLoad !== null) {
    console.log('Eight connections without pause, latency in milliseconds:');
    console.table(underLoad);
  }
}
