import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { sessionAt, tokenFor } from './browse.mjs';
import { isStarted, quantile, round, spread, startHost } from './figures.mjs';
import { buildParts } from './parts.mjs';

/**
 * What one appointment costs: its SQL alone, the embedded service's whole answer over HTTP, and the same through the
 * gateway. Every round asks each many times, in turn, and what compares two compares them within a round: this machine
 * is at one speed for seconds and then at another. Then the same service under load, beside a bare handler that answers
 * the same bytes.
 *
 * `scopedSql` is what the endpoint has to run: the statement in its scope, through the program's own `Database`;
 * `statement` is the same prepared statement in a scope that is open already.
 */

const path = '/api/v1/appointments/42';
const tenant = { 'x-tenant': '1' };
/** Of one kind in a row: as many as it takes for the processor's caches to hold that kind. */
const inARow = 100;

/** @typedef {{ url: string, headers: Record<string, string>, status?: number }} Request */

/**
 * One request after the other over one connection, by a client that costs little itself.
 *
 * @param {Request} request
 * @returns {Promise<number[]>} milliseconds each
 */
const timeAll = ({ url, headers, status = 200 }) =>
  new Promise((resolve, reject) => {
    /** @type {number[]} */
    const taken = [];
    const run = autocannon({ url, headers, connections: 1, amount: inARow }, (error) => {
      if (error) reject(error);
      else if (taken.length < inARow) reject(new Error(`${inARow - taken.length} failures at ${url}`));
      else resolve(taken);
    });
    run.on('response', (_client, code, _bytes, milliseconds) => {
      if (code === status) taken.push(milliseconds);
    });
  });

/**
 * Each asked for by itself and from outside, like a request: a thread that rests between two takes longer over the next.
 *
 * @param {() => Promise<number[]>} ask
 */
const oneByOne = async (ask) => {
  /** @type {number[]} */
  const taken = [];
  for (let nth = 0; nth < inARow; nth += 1) taken.push(...(await ask()));
  return taken;
};

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
 * @returns milliseconds; `endpointToSql`: the endpoint's median over that of its SQL; `gatewayAdds`: the
 *   difference of the medians through the gateway and without it; of both the median of the rounds
 */
export const measureEndpoint = async ({ rounds = 30, seconds = 5, database } = {}) => {
  const built = await buildParts();
  const directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-endpoint-'));
  try {
    const host = await startHost({ parts: built.directory, database: database ?? { directory } });
    const { embedded, gateway, bare } = host.addresses;
    const token = { ...(await tokenFor(host.addresses)), ...tenant };
    const session = { ...(await sessionAt(host.addresses)), ...tenant };
    const tagged = await fetch(`${gateway}${path}`, { headers: session });
    const held = { ...session, 'if-none-match': tagged.headers.get('etag') ?? '' };
    /** @type {Record<string, () => Promise<number[]>>} */
    const ways = {
      bareHttp: () => timeAll({ url: `${bare}/appointment`, headers: {} }),
      statement: () => host.ask({ ask: 'statement', times: inARow }),
      scopedSql: () => oneByOne(() => host.ask({ ask: 'scoped', times: 1 })),
      endpoint: () => timeAll({ url: `${embedded}${path}`, headers: token }),
      gateway: () => timeAll({ url: `${gateway}${path}`, headers: session }),
      gatewayPacked: () =>
        timeAll({ url: `${gateway}${path}`, headers: { ...session, 'accept-encoding': 'br' } }),
      gatewayConfirms: () => timeAll({ url: `${gateway}${path}`, headers: held, status: 304 }),
    };
    /** @type {Map<string, number[]>} */
    const taken = new Map(Object.keys(ways).map((name) => [name, []]));
    /** @type {Record<string, number>[]} the medians of each round */
    const medians = [];
    const warmUp = Math.ceil(rounds / 3);
    for (let turn = 0; turn < warmUp + rounds; turn += 1) {
      /** @type {Record<string, number>} */
      const ofRound = {};
      for (const [name, ask] of Object.entries(ways)) {
        const list = await ask();
        if (turn >= warmUp) taken.get(name)?.push(...list);
        ofRound[name] = quantile(list, 0.5);
      }
      if (turn >= warmUp) medians.push(ofRound);
    }
    /** Over the rounds, the median of what compares two ways within one. @param {(ofRound: Record<string, number>) => number} compare */
    const overRounds = (compare) => quantile(medians.map(compare), 0.5);
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
      endpointToSql: round(
        overRounds((of) => (of.endpoint ?? 0) / (of.scopedSql ?? 0)),
        2,
      ),
      gatewayAdds: round(
        overRounds((of) => (of.gateway ?? 0) - (of.endpoint ?? 0)),
        2,
      ),
      underLoad,
    };
  } finally {
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
