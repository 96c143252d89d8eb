// Faults under steady load: three instances behind a reverse proxy, on PostgreSQL behind a TCP proxy. See README.md.
import { execFileSync } from 'node:child_process';
import { Agent, request as send } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { build, isStale } from '#scripts/build.mjs';
import { freePort, startServer } from '#tests/support/server.mjs';
import { startTcpProxy } from '#tests/support/tcp-proxy.mjs';
import { startPostgres } from '../growth/postgres.mjs';
import { startReverseProxy } from './reverse-proxy.mjs';
import { startVendor } from './vendor.mjs';

const instances = 3;
const sessionCount = 30;
const requestsPerSecond = 60;
/** Seconds of each phase after its fault has ended, in which the application recovers. */
const recoverySeconds = 6;
const maxWaitMs = 15_000;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/**
 * @param {string} url
 * @param {Record<string, string>} headers
 * @returns {Promise<{ status: number, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
const get = (url, headers = {}) =>
  new Promise((resolve, reject) => {
    const sent = send(url, { agent, headers, timeout: maxWaitMs }, (response) => {
      let body = '';
      response
        .setEncoding('utf8')
        .on('data', (text) => (body += text))
        .on('error', reject)
        .on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent
      .on('timeout', () => sent.destroy(new Error('no response')))
      .on('error', (cause) => reject(new Error(`GET ${new URL(url).pathname} failed`, { cause })));
    sent.end();
  });

/** Signs a user in, from an address of its own. @param {string} origin @param {number} number */
const signIn = async (origin, number) => {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  /** @param {string} url */
  const follow = async (url) => {
    const { headers } = await get(url, {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-forwarded-for': `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    });
    for (const line of headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return new URL(headers.location ?? '', url).href;
  };
  await follow(await follow(await follow(`${origin}/auth/login`)));
  return `viewer-session=${cookies.get('viewer-session') ?? ''}`;
};

/** @typedef {{ ok: number, unavailable: number, failed: number, slowest: number }} Counts */

/** Opens appointments at a steady rate, each one once. @param {string} origin @param {readonly string[]} sessions */
const createLoad = (origin, sessions) => {
  let nextId = 1_000;
  /** The ids of all records that were returned. @type {Set<string>} */
  const opened = new Set();
  /** @type {Set<Promise<void>>} */
  const inFlight = new Set();

  /** @param {Counts} counts */
  const open = async (counts) => {
    const id = String((nextId += 1));
    const cookie = sessions[nextId % sessions.length] ?? '';
    const startedAt = performance.now();
    try {
      const { status, headers } = await get(`${origin}/api/v1/appointments/${id}`, {
        cookie,
        'x-tenant': '1',
      });
      if (status === 200) {
        counts.ok += 1;
        opened.add(id);
      } else if (status === 503 && headers['retry-after'] !== undefined) counts.unavailable += 1;
      else counts.failed += 1;
    } catch {
      counts.failed += 1;
    }
    counts.slowest = Math.max(counts.slowest, (performance.now() - startedAt) / 1000);
  };

  return {
    opened,
    /** Runs while `work` runs and until all requests are answered. @param {() => Promise<unknown>} work */
    during: async (work) => {
      const counts = { ok: 0, unavailable: 0, failed: 0, slowest: 0 };
      const timer = setInterval(() => {
        const request = open(counts).finally(() => inFlight.delete(request));
        inFlight.add(request);
      }, 1_000 / requestsPerSecond);
      try {
        await work();
      } finally {
        clearInterval(timer);
        await Promise.all(inFlight);
      }
      return counts;
    },
  };
};

/** @param {number | undefined} pid @returns {number} megabytes */
const memoryOf = (pid) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;

/** Openings a second. @param {(index: number) => Promise<unknown>} open @param {number} seconds */
const throughputOf = async (open, seconds) => {
  const end = performance.now() + seconds * 1_000;
  let count = 0;
  const work = async () => {
    while (performance.now() < end) await open((count += 1));
  };
  await Promise.all(Array.from({ length: 32 }, work));
  return Math.round(count / seconds);
};

/** @param {{ rounds: number }} options one round is a short run: seconds of throughput measurements */
export const measureFaults = async ({ rounds }) => {
  if (await isStale()) await build();
  /** @type {(() => Promise<unknown>)[]} */
  const cleanUps = [];
  try {
    const postgres = await startPostgres();
    cleanUps.push(() => postgres.stop());
    const { url } = await postgres.makeDatabase(1);
    const databaseProxy = await startTcpProxy(Number(new URL(url).port));
    cleanUps.push(() => databaseProxy.close());
    const vendor = await startVendor();
    cleanUps.push(() => vendor.close());
    const ports = await Promise.all(Array.from({ length: instances }, freePort));
    const proxy = await startReverseProxy(ports.map((port) => `http://127.0.0.1:${port}`));
    cleanUps.push(() => proxy.close());

    const proxied = new URL(url);
    proxied.port = String(databaseProxy.port);
    /** @param {number} port */
    const startInstance = (port) =>
      startServer({
        PORT: String(port),
        PUBLIC_URL: proxy.origin,
        TRUSTED_PROXIES: '127.0.0.1 ::1',
        DATABASE_URL: proxied.href,
        SESSION_SECRET: 'a session secret of more than 32 characters',
        SESSION_IDLE_MINUTES: '720',
        FLEXTELL_URL: vendor.origin,
        FLEXTELL_CLIENT_ID: 'bench',
        FLEXTELL_CLIENT_SECRET: 'bench',
        LOG_LEVEL: 'fatal',
      });
    /** @type {Awaited<ReturnType<typeof startInstance>>[]} */
    const servers = [];
    for (const port of ports) servers.push(await startInstance(port));
    cleanUps.push(() => Promise.all(servers.map((server) => server.stop())));

    /** @type {Record<string, { openingsPerSecond: number }>} */
    const throughput = {};
    /** @param {number} count */
    const sessionsOf = async (count) => {
      const sessions = [];
      for (let number = 0; number < count; number += 10)
        sessions.push(
          ...(await Promise.all(
            Array.from({ length: 10 }, (_, index) => signIn(proxy.origin, number + index)),
          )),
        );
      return sessions;
    };
    const bare = await startReverseProxy([vendor.origin]);
    cleanUps.push(() => bare.close());
    const authorization = `Bearer ${vendor.token}`;
    throughput['bare reverse proxy'] = {
      openingsPerSecond: await throughputOf(
        (index) => get(`${bare.origin}/api/v1/appointments/${index}`, { authorization, 'x-tenant': '1' }),
        rounds,
      ),
    };
    for (const count of [10, 100, 1_000]) {
      const sessions = await sessionsOf(count);
      throughput[`${count} sessions`] = {
        openingsPerSecond: await throughputOf(
          (index) =>
            get(`${proxy.origin}/api/v1/appointments/${2_000_000 + index}`, {
              cookie: sessions[index % count] ?? '',
              'x-tenant': '1',
            }),
          rounds,
        ),
      };
    }

    const sessions = await sessionsOf(sessionCount);
    const load = createLoad(proxy.origin, sessions);
    await load.during(() => setTimeout(2_000));
    const memoryBefore = memoryOf(servers[2]?.pid);
    /** @param {import('./vendor.mjs').Mode} mode @param {number} seconds */
    const vendorIs = async (mode, seconds) => {
      vendor.state.mode = mode;
      await setTimeout(seconds * 1_000);
      vendor.state.mode = 'normal';
    };
    /** @param {number} index @param {NodeJS.Signals} signal */
    const restart = async (index, signal) => {
      servers[index]?.kill(signal);
      await servers[index]?.exited;
      servers[index] = await startInstance(ports[index] ?? 0);
    };
    /** @type {Record<string, () => Promise<unknown>>} */
    const phases = {
      'no fault': () => setTimeout(3_000),
      'kill -9 of one instance': () => restart(0, 'SIGKILL'),
      'graceful stop of one instance': () => restart(1, 'SIGTERM'),
      'PostgreSQL stopped for 5 s': async () => {
        await postgres.stopServer();
        await setTimeout(5_000);
        await postgres.startServer();
      },
      'PostgreSQL silent for 20 s': async () => {
        databaseProxy.setSilent(true);
        await setTimeout(20_000);
        databaseProxy.setSilent(false);
      },
      'vendor slow': () => vendorIs('slow', 8),
      'vendor refusing': () => vendorIs('refusing', 5),
      'vendor flapping': () => vendorIs('flapping', 8),
    };
    /** @type {Record<string, Counts & { recovered: boolean }>} */
    const counted = {};
    for (const [name, fault] of Object.entries(phases)) {
      const counts = await load.during(async () => {
        await fault();
        await setTimeout((recoverySeconds - 1) * 1_000);
      });
      const after = await load.during(() => setTimeout(1_000));
      counted[name] = { ...counts, recovered: after.unavailable + after.failed === 0 };
    }
    const memoryAfter = memoryOf(servers[2]?.pid);

    let lost = 0;
    for (const cookie of sessions)
      if (!(await get(`${proxy.origin}/auth/session`, { cookie })).body.includes('"signed_in":true'))
        lost += 1;
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select appointment_id as id from gateway.access_log where action = 'opened' and appointment_id::bigint < 2000000`,
    );
    await client.end();
    const logged = new Set(rows.map(({ id }) => String(id)));
    const missing = [...load.opened].filter((id) => !logged.has(id)).length;
    return {
      figures: {
        throughput,
        phases: counted,
        evidence: {
          sessionsLost: lost,
          refreshes: vendor.state.refreshes,
          refreshTokensUsedTwice: vendor.state.reused,
          openings: load.opened.size,
          openingsWithoutEntry: missing,
          entries: logged.size,
          megabytesBefore: memoryBefore,
          megabytesAfter: memoryAfter,
        },
      },
      faults: [
        ...(lost > 0 ? [`${lost} sessions were lost`] : []),
        ...(missing > 0 ? [`${missing} openings have no entry in the access log`] : []),
        ...Object.entries(counted)
          .filter(([name, { failed }]) => failed > 0 && !name.startsWith('kill'))
          .map(([name, { failed }]) => `${name}: ${failed} requests failed`),
        ...Object.entries(counted)
          .filter(([, { recovered }]) => !recovered)
          .map(([name]) => `${name}: not recovered after ${recoverySeconds - 1} s`),
        ...Object.entries(counted)
          .filter(([, { slowest }]) => slowest > 10)
          .map(([name, { slowest }]) => `${name}: a request waited ${slowest.toFixed(1)} s`),
      ],
    };
  } finally {
    for (const cleanUp of cleanUps.toReversed()) await cleanUp();
  }
};
