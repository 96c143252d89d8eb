import type { FastifyInstance } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { boundedFetch } from './bounded-fetch.ts';

interface Options {
  /** Rejects where the database does not answer. */
  pingDatabase: () => Promise<void>;
  serviceUrl: string;
  clock: () => number;
}

type State = 'ok' | 'failing';

/** Milliseconds each part has to answer, and for which an answer is good: asking often must not load the service. */
const patience = 2000;
const age = 2000;

const stateOf = async (probe: Promise<unknown>): Promise<State> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<State>((resolve) => {
    timer = setTimeout(() => resolve('failing'), patience);
  });
  const state = probe.then(
    (): State => 'ok',
    (): State => 'failing',
  );
  return Promise.race([state, late]).finally(() => clearTimeout(timer));
};

/** `GET /healthz`: the process is up. `GET /readyz`: the database and the service answer; 503 says which does not. */
export const healthRoutes = (app: FastifyInstance, { pingDatabase, serviceUrl, clock }: Options): void => {
  /** Any answer below 500 will do, a 401 as a rule: nothing is asked for in anybody's name. */
  const pingService = async (): Promise<void> => {
    const url = `${serviceUrl}${endpoints.tenants}`;
    const { status } = await boundedFetch(
      url,
      { headers: { accept: 'application/json' } },
      { patience, limit: 1e6 },
    );
    if (status >= 500) throw new Error(`status ${status}`);
  };

  const probe = async () => {
    const [database, service] = await Promise.all([stateOf(pingDatabase()), stateOf(pingService())]);
    return { database, service };
  };
  let last: { at: number; parts: ReturnType<typeof probe> } | null = null;

  app.get('/healthz', async (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));

  app.get('/readyz', async (_, reply) => {
    if (last === null || clock() - last.at >= age) last = { at: clock(), parts: probe() };
    const parts = await last.parts;
    const ready = parts.database === 'ok' && parts.service === 'ok';
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: ready ? 'ready' : 'not_ready', ...parts });
  });
};
