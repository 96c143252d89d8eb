import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestIdsOf } from '../access-log/access-log.ts';
import { appointmentSchema } from '../appointments/schema.ts';
import { isTimeZone } from './clinic-calendar.ts';
import { createRateBudget, type RateBudget } from './rate-budget.ts';
import { abortSignal, type Call, createServiceCalls, type ServiceCalls } from './service-calls.ts';
import { createSessionCache, type SessionCache } from './session-cache.ts';

const sweepIntervalMs = 60_000;

/** What the endpoints of search share. */
export interface SearchContext {
  service: ServiceCalls;
  budget: RateBudget;
  /** A cache whose values are dropped when their session ends. */
  createCache: <T>(maxEntries: number) => SessionCache<T>;
  /** The zone of a clinic, else of the installation; null without a valid one. */
  configuredZone: (call: Call) => Promise<string | null>;
}

export const createSearchContext = (app: FastifyInstance): SearchContext => {
  const budget = createRateBudget();
  const caches: Pick<SessionCache<unknown>, 'drop' | 'sweep'>[] = [];
  app.sessions.onEnd((session) => {
    budget.drop(session);
    for (const cache of caches) cache.drop(session);
  });
  const timer = setInterval(() => {
    for (const cache of caches) cache.sweep();
  }, sweepIntervalMs).unref();
  app.addHook('onClose', async () => clearInterval(timer));
  return {
    budget,
    service: createServiceCalls(app, budget),
    createCache<T>(maxEntries: number) {
      const cache = createSessionCache<T>({ maxEntries });
      caches.push(cache);
      return cache;
    },
    async configuredZone({ request, session, clinic }) {
      const { tenants, settings } = await app.sessionInfo.get(request, session);
      const ofClinic = tenants?.find(({ id }) => id === clinic)?.timezone ?? null;
      return [ofClinic, settings.time_zone].find((zone) => zone !== null && isTimeZone(zone)) ?? null;
    },
  };
};

/** The part of a request schema that requires the clinic. */
export const clinicSchema = { headers: appointmentSchema.headers } as const;

export const toCall = (request: FastifyRequest, reply: FastifyReply): Call => ({
  request,
  session: request.session,
  // The schema of each route requires it.
  clinic: String(request.headers['x-tenant']),
  signal: abortSignal(reply),
});

/** The session and the clinic of a call, for the access log. */
export const toAccess = ({ request, session, clinic }: Call) => ({
  session,
  clinic,
  ...requestIdsOf(request),
});

export const idPattern = String.raw`^[1-9]\d{0,18}$`;
/** At most twenty ids as a query parameter. */
export const idsPattern = String.raw`^[1-9]\d{0,18}(,[1-9]\d{0,18}){0,19}$`;

/** The part of a request schema that requires a customer's id in the path. */
export const customerSchema = { params: appointmentSchema.params } as const;

export interface CustomerRoute {
  Params: { id: string };
}
