// What the benchmarks of the service found, as rows for tables.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../process.mjs';
import { measureEndpoint } from './endpoint.mjs';
import { measureGrowth } from './growth.mjs';
import { measureStart } from './start.mjs';

/** @typedef {import('../report.mjs').Figures} Figures */

const ways = {
  bareHttp: 'a bare handler',
  statement: 'the statement alone',
  scopedSql: 'its SQL in its scope',
  endpoint: 'the embedded service',
  gateway: 'through the gateway',
  gatewayPacked: 'the same, brotli',
  gatewayConfirms: 'the same, 304',
};

/** One request at a time, in milliseconds, and eight connections without pause. @returns {Promise<Figures>} */
export const endpointFigures = async () => {
  const { latency, underLoad, endpointToSql, gatewayAdds } = await measureEndpoint();
  return {
    latency: Object.fromEntries(Object.entries(ways).map(([name, words]) => [words, { ...latency[name] }])),
    'service ÷ its SQL': endpointToSql,
    'the gateway adds, ms': gatewayAdds,
    'eight connections': Object.fromEntries(
      Object.entries(underLoad ?? {}).map(([name, figures]) => [name, { ...figures }]),
    ),
  };
};

/** Milliseconds by the number of appointments; leaves the plan of the largest book in docs/. @returns {Promise<Figures>} */
export const growthFigures = async () => {
  const engines = await measureGrowth();
  const plan = engines.postgres?.plan;
  if (plan) await writeFile(join(root, 'docs/query-plan.txt'), `${plan.trimEnd()}\n`);
  return Object.fromEntries(
    Object.entries(engines).map(([engine, { sizes, growth }]) => [
      engine,
      {
        ...Object.fromEntries(
          sizes.map(({ appointments, statement, endpoint }) => [
            `${String(appointments).replaceAll(/\B(?=(\d{3})+$)/g, ',')} appointments`,
            { 'SQL ms': statement, 'endpoint ms': endpoint },
          ]),
        ),
        'largest ÷ smallest': { 'SQL ms': growth.statement, 'endpoint ms': growth.endpoint },
      },
    ]),
  );
};

/** @param {{ rounds: number }} options @returns {Promise<Figures>} */
export const startFigures = async (options) => {
  const { memory, ...seconds } = await measureStart(options);
  return {
    'first start, s': seconds.firstSeconds,
    'warm start, s': seconds.warmSeconds,
    'warm start at best, s': seconds.warmSecondsBest,
    'memory at the first start, MiB': memory.atFirstStart,
    'memory at the first answer, MiB': memory.atFirstAnswer,
    'memory after use, MiB': memory.afterUse,
    'memory at most, MiB': memory.most,
  };
};
