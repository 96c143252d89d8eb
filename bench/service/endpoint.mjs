import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sessionAt, tokenFor } from './browse.mjs';
import { isStarted, quantile, round, spread, startHost } from './figures.mjs';
import { buildParts } from './parts.mjs';

/**
 * What one appointment costs: its SQL alone, the embedded service's whole answer over HTTP, and the same through the
 * gateway. Every round asks each a few times, in turn, so that whatever else the machine does falls on all alike. Then the
 * same service under load, beside a bare handler that answers the same bytes.
 *
 * `scopedSql` is what the endpoint has to run: the statement in its scope, through the program's own `Database`;
 * `statement` is the same prepared statement in a scope that is open already.
 */

const path = '/api/v1/appointments/42';
const tenant = { 'x-tenant': '1' };
/** Requests of one kind in a row: as many as it takes for the processor's caches to hold that kind. */
const inARow = 20;

/** @param {Agent} agent @param {string} url @param {Record<string, string>} headers @param {number} [status] */
const time = (agent, url, headers, status = 200) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    get(url, { agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () =>
        answer.statusCode === status
          ? resolve(performance.now() - begun)
          : reject(new Error(`${answer.statusCode} from ${url}`)),
      );
    }).on('error', reject);
  });

/** @param {string} url @param {Record<string, string>} headers @param {number} seconds */
const load = async (url, headers, seconds) => {
  const { default: autocannon } = await import('autocannon');
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
export const measureEndpoint = async ({ rounds = 30, seconds = 5, database } = {}) => {
  const built = await buildParts();
  const directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-endpoint-'));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const host = await startHost({ parts: built.directory, database: database ?? { directory } });
    const { embedded, gateway, bare } = host.addresses;
    const token = { ...(await tokenFor(host.addresses)), ...tenant };
    const session = { ...(await sessionAt(host.addresses)), ...tenant };
    const tagged = await fetch(`${gateway}${path}`, { headers: session });
    const held = { ...session, 'if-none-match': tagged.headers.get('etag') ?? '' };
    /** @type {Record<string, () => Promise<number>>} */
    const ways = {
      bareHttp: () => time(agent, `${bare}/appointment`, {}),
      statement: async () => quantile(await host.ask({ ask: 'statement', times: 1 }), 0.5),
      scopedSql: async () => quantile(await host.ask({ ask: 'scoped', times: 1 }), 0.5),
      endpoint: () => time(agent, `${embedded}${path}`, token),
      gateway: () => time(agent, `${gateway}${path}`, session),
      gatewayPacked: () => time(agent, `${gateway}${path}`, { ...session, 'accept-encoding': 'br' }),
      gatewayConfirms: () => time(agent, `${gateway}${path}`, held, 304),
    };
    /** @type {Map<string, number[]>} */
    const taken = new Map(Object.keys(ways).map((name) => [name, []]));
    const warmUp = Math.ceil(rounds / 3);
    for (let turn = 0; turn < warmUp + rounds; turn += 1) {
      for (const [name, ask] of Object.entries(ways)) {
        for (let nth = 0; nth < inARow; nth += 1) {
          const milliseconds = await ask();
          if (turn >= warmUp) taken.get(name)?.push(milliseconds);
        }
      }
    }
    /** @param {string} name */
    const median = (name) => quantile(taken.get(name) ?? [], 0.5);
    const underLoad =
      seconds === 0
        ? null
        : {
            bare: await load(`${bare}/appointment`, {}, seconds),
            endpoint: await load(`${embedded}${path}`, token, seconds),
            gateway: await load(`${gateway}${path}`, session, seconds),
          };
    await host.close();
    return {
      latency: Object.fromEntries([...taken].map(([name, list]) => [name, spread(list)])),
      endpointToSql: round(median('endpoint') / median('scopedSql'), 2),
      gatewayAdds: round(median('gateway') - median('endpoint'), 2),
      underLoad,
    };
  } finally {
    agent.destroy();
    await built.remove();
    await rm(directory, { recursive: true, force: true });
  }
};

if (isStarted(import.meta.url)) {
  const { latency, underLoad, ...ratios } = await measureEndpoint({
    rounds: Number(process.env.ROUNDS ?? 30),
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
