// Measures the built server: the latency that the gateway adds to a response, its throughput under load, and its start.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { build, isStale } from '../scripts/build.mjs';
import { startServer } from '../tests/support/server.mjs';
import { cookieHeader } from '../server/embedded/http-client.mjs';
import { startApplication } from './application.mjs';
import { alternate, compareRounds, withVersions } from './compare.mjs';
import { median, quantile } from './figures.mjs';
import { appointmentOf, usual } from './payload.mjs';
import { createTimedRequest } from './request.mjs';
import { startStandIn } from './stand-in.mjs';
import { temporaryDirectory } from './temporary-directory.mjs';

const path = '/api/v1/appointments/42';
const tenant = { 'x-tenant': '1' };
const loadSeconds = 5;
/** Consecutive requests of one kind. The first follow requests of another kind, so they are not counted. */
const consecutive = 12;
const uncounted = 2;

/** Eight connections without pause. @param {string} url @param {Record<string, string>} headers */
const measureLoad = async (url, headers) => {
  const options = { url, headers, connections: 8, duration: loadSeconds };
  const { non2xx, errors, requests, latency } = await autocannon(options);
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests to ${url} failed.`);
  return { 'requests per second': requests.average, 'p50 ms': latency.p50, 'p99 ms': latency.p99 };
};

/**
 * One appointment, directly from the upstream service and through the gateway.
 *
 * @param {{ rounds: number }} options
 * @returns {Promise<import('./report.mjs').Figures>}
 */
export const measureGateway = async ({ rounds }) => {
  if (await isStale()) await build();
  const body = JSON.stringify(appointmentOf(usual));
  const upstream = await startStandIn(() => body);
  const application = await startApplication(upstream.origin);
  try {
    const url = `${application.origin}${path}`;
    const session = { ...tenant, cookie: cookieHeader(application.signedIn.cookies) };
    const direct = { ...tenant, authorization: `Bearer ${upstream.createToken()}` };
    /** @type {Record<string, ReturnType<typeof createTimedRequest>>} */
    const cases = {
      'upstream service': createTimedRequest(`${upstream.origin}${path}`, direct),
      gateway: createTimedRequest(url, session),
      'gateway, brotli': createTimedRequest(url, { ...session, 'accept-encoding': 'br' }),
    };
    /** @type {Record<string, number[]>} */
    const times = {};
    // The first round is a warm-up. A round is short, so that there are many of them for the median.
    for (let round = 0; round <= rounds * 20; round += 1)
      for (const [name, request] of Object.entries(cases))
        for (let nth = 0; nth < consecutive; nth += 1) {
          const time = await request.time();
          if (round > 0 && nth >= uncounted) (times[name] ??= []).push(time);
        }
    for (const { close } of Object.values(cases)) close();
    return {
      latency: Object.fromEntries(
        Object.entries(times).map(([name, list]) => [
          name,
          { 'p50 ms': median(list), 'p95 ms': quantile(list, 0.95) },
        ]),
      ),
      'gateway overhead, ms': median(times['gateway'] ?? []) - median(times['upstream service'] ?? []),
      'eight connections': {
        'upstream service': await measureLoad(`${upstream.origin}${path}`, direct),
        gateway: await measureLoad(url, session),
      },
    };
  } finally {
    await application.stop();
    await upstream.close();
  }
};

/**
 * The gateway of another version and of this one: a response on one connection, responses and complete documents on
 * eight, and the memory of the process afterwards.
 *
 * @param {{ rounds: number, directory: string }} options
 * @returns {Promise<import('./compare.mjs').Comparison[]>}
 */
export const compareGateway = ({ rounds, directory }) =>
  withVersions(
    directory,
    (id) => JSON.stringify(appointmentOf(usual, id)),
    async (versions) => {
      /** @param {import('./application.mjs').Application} version */
      const measure =
        ({ origin, signedIn, pid }) =>
        async () => {
          const cookie = cookieHeader(signedIn.cookies);
          const request = createTimedRequest(`${origin}${path}`, { ...tenant, cookie });
          const times = [];
          for (let nth = 0; nth < 50; nth += 1) times.push(await request.time());
          request.close();
          const responses = await measureLoad(`${origin}${path}`, { ...tenant, cookie });
          const documents = await measureLoad(`${origin}/appointments/42?tenant=1`, { cookie });
          return {
            'response ms': median(times),
            'ms per response, eight connections': 1000 / responses['requests per second'],
            'ms per document, eight connections': 1000 / documents['requests per second'],
            'memory MiB': memoryOf(pid, 'VmRSS'),
          };
        };
      console.log('Gateway:');
      const results = await alternate(rounds, { old: measure(versions.old), new: measure(versions.new) });
      return [{ title: 'gateway', references: {}, rows: compareRounds(results.old, results.new) }];
    },
  );

/** Resident memory in MiB; null without /proc. @param {number | undefined} pid @param {'VmRSS' | 'VmHWM'} field */
const memoryOf = (pid, field) => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1]) / 1024;
  } catch {
    return null;
  }
};

/**
 * `npm start` on an empty data directory, then on an existing one: seconds until the server is ready, and its memory.
 *
 * @param {{ rounds: number }} options
 * @returns {Promise<import('./report.mjs').Figures>}
 */
export const measureStart = async ({ rounds }) => {
  if (await isStale()) await build();
  const data = await temporaryDirectory();
  const start = async () => {
    const started = performance.now();
    const server = await startServer({ DATA_DIR: data.path });
    return { ...server, seconds: (performance.now() - started) / 1000 };
  };
  try {
    const first = await start();
    const firstMemory = memoryOf(first.pid, 'VmRSS');
    await first.stop();
    const seconds = [];
    /** @type {Record<string, number | null>} */
    let memory = {};
    for (let round = 0; round < rounds; round += 1) {
      const server = await start();
      seconds.push(server.seconds);
      const atStart = memoryOf(server.pid, 'VmRSS');
      if (round === rounds - 1) {
        for (let nth = 0; nth < 200; nth += 1) await (await fetch(`${server.origin}/readyz`)).text();
        await setTimeout(1000);
      }
      memory = {
        'memory after a warm start, MiB': atStart,
        'memory after 200 requests, MiB': memoryOf(server.pid, 'VmRSS'),
        'peak memory, MiB': memoryOf(server.pid, 'VmHWM'),
      };
      await server.stop();
    }
    return {
      'first start, s': first.seconds,
      'warm start, s': median(seconds),
      'fastest warm start, s': Math.min(...seconds),
      'memory after the first start, MiB': firstMemory,
      ...memory,
    };
  } finally {
    data.remove();
  }
};

/**
 * Seconds until another version and this one are ready, each with an existing data directory of its own.
 *
 * @param {{ rounds: number, directory: string }} options
 * @returns {Promise<import('./compare.mjs').Comparison[]>}
 */
export const compareStart = async ({ rounds, directory }) => {
  const [before, after] = [await temporaryDirectory(), await temporaryDirectory()];
  /** @param {string} data @param {string} [version] */
  const start = (data, version) => async () => {
    const started = performance.now();
    const server = await startServer({ DATA_DIR: data }, version);
    const seconds = (performance.now() - started) / 1000;
    await server.stop();
    return { 'warm start s': seconds };
  };
  try {
    console.log('Start:');
    // The warm-up round is the first start.
    const results = await alternate(rounds, {
      old: start(before.path, directory),
      new: start(after.path),
    });
    return [{ title: 'start', references: {}, rows: compareRounds(results.old, results.new) }];
  } finally {
    before.remove();
    after.remove();
  }
};
