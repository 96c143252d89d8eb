import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { freePort } from '#server/http/free-port.mjs';
import { isStarted } from './figures.mjs';
import { loadParts } from './parts.mjs';

/**
 * A process of its own, as `npm start` is one: gateway, embedded service and database over made-up records, and a bare
 * handler beside them that answers the same bytes. Whoever forked it has the SQL timed in here, where the services'
 * own statements run, and the HTTP from outside. The rate limit alone is another than in operation.
 *
 * @typedef {{ parts: string, database: { directory: string | null } | { url: string } }} HostOptions
 * @typedef {{ embedded: string, gateway: string, bare: string, client: { id: string, secret: string, redirectUri: string } }} Addresses
 * @typedef {{ ask: 'scoped' | 'statement', times: number } | { ask: 'close' }} Question
 */

/** @param {HostOptions} options */
const host = async ({ parts: directory, database }) => {
  const parts = await loadParts(directory);
  const db = await parts.client.openDatabase(database);
  await parts.migrate.migrate(db, parts.migrations.migrations);
  await parts.seed.seedDemonstration(db);
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const client = { id: 'bench', secret: 'b'.repeat(32), redirectUri: `${publicUrl}/auth/callback` };
  const log = { level: 'info' };
  const databaseIsOwn = db.engine === 'pglite';
  const embedded = await parts.embedded.createEmbeddedService({
    db,
    databaseIsOwn,
    publicUrl,
    clients: [{ ...client, redirectUris: [client.redirectUri] }],
    secret: 's'.repeat(32),
    log,
    rateLimit: { max: 1e9, windowMs: 60_000 },
  });
  const serviceUrl = await embedded.listen({ host: '127.0.0.1', port: 0 });
  const clientDirectory = await mkdtemp(join(tmpdir(), 'appointment-viewer-bench-'));
  const gateway = await parts.gateway.createGateway({
    db,
    log,
    config: {
      publicUrl,
      clientDirectory,
      pageModule: null,
      serviceUrl,
      serviceEmbedded: true,
      access: {
        kind: 'oauth',
        authorizeUrl: `${publicUrl}/oauth/authorize`,
        tokenUrl: `${serviceUrl}/oauth/token`,
        revokeUrl: `${serviceUrl}/oauth/revoke`,
        clientId: client.id,
        clientSecret: client.secret,
        scopes: 'openid profile account:read tenants:read appointments:read customers:read',
      },
      sessionSecret: 'g'.repeat(32),
      idleMinutes: 15,
      timeZone: null,
      currency: null,
      avatarOrigins: [],
      patience: 10_000,
    },
  });
  await gateway.listen({ host: '127.0.0.1', port });

  const whom = { user: 1, tenant: 1 };
  const answer = await parts.appointment.getAppointment(db, { ...whom, id: 42 });
  if (answer === null || answer === 'not-a-member') throw new Error('the record to measure with is missing');
  const app = Fastify();
  app.get('/appointment', (_, reply) =>
    reply.type('application/json; charset=utf-8').header('cache-control', 'no-store').send(answer.json),
  );
  const bare = await app.listen({ host: '127.0.0.1', port: 0 });

  /** @param {() => Promise<unknown>} run @param {number} times @returns {Promise<number[]>} milliseconds each */
  const time = async (run, times) => {
    const taken = [];
    for (let turn = 0; turn < times; turn += 1) {
      const begun = performance.now();
      await run();
      taken.push(performance.now() - begun);
    }
    return taken;
  };
  const statement = parts.appointment.appointmentStatement;
  /** @param {Question} question */
  const reply = async (question) => {
    switch (question.ask) {
      case 'scoped':
        return time(() => db.scoped(whom, statement, [42]), question.times);
      case 'statement':
        // By its second use it is prepared: see createStatementNames.
        return db.transaction(async (tx) => {
          await tx.query(`select flextell.enter_scope(${whom.tenant}, ${whom.user})`);
          await tx.query('set local role flextell_reader');
          return time(() => tx.query(statement, [42]), question.times);
        });
      default:
        await app.close();
        await gateway.close();
        await embedded.close();
        await db.close();
        await rm(clientDirectory, { recursive: true, force: true });
        return null;
    }
  };
  /** @param {Question} question */
  const tell = async (question) => {
    process.send?.({ told: await reply(question) });
    if (question.ask === 'close') process.disconnect();
  };
  process.on('message', (/** @type {Question} */ question) => void tell(question));
  process.send?.({ told: { embedded: serviceUrl, gateway: publicUrl, bare, client } });
};

if (isStarted(import.meta.url)) await host(JSON.parse(process.argv[2] ?? ''));
