import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { backgroundHeader } from '#contract/session.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { signedOut } from '../auth/access-tokens.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import { isPrefetch } from '../prefetch.ts';
import type { Upstream } from '../upstream.ts';
import { readId, readTenant } from './asked.ts';
import { relay } from './relay.ts';

interface Options {
  upstream: Upstream;
  /** Null with one token for everything: there is nobody to be signed in. */
  sessions: Sessions | null;
  accessLog: AccessLog;
}

/** The page's own refreshes say so, and what it fetches ahead: nobody is there because of them. */
const isBackground = (request: FastifyRequest): boolean =>
  request.headers[backgroundHeader.toLowerCase()] === '1' || isPrefetch(request);

/** The only calls of the service that a browser can make through the gateway. */
export const forwardAppointments = (app: FastifyInstance, options: Options): void => {
  const { upstream, sessions, accessLog } = options;
  const sessionOf = async (request: FastifyRequest): Promise<Session | null> => {
    const session = await upstream.session(request);
    if (sessions && session === null) throw signedOut();
    return session;
  };
  const noteUse = async (request: FastifyRequest, session: Session | null): Promise<void> => {
    if (sessions && session && !isBackground(request)) await sessions.touch(session);
  };

  app.get<{ Params: { id?: string } }>(
    '/api/v1/appointments/:id',
    async (request, reply): Promise<FastifyReply> => {
      const session = await sessionOf(request);
      const appointment = readId(request.params.id ?? '');
      const clinic = readTenant(request);
      await noteUse(request, session);
      const path = endpoints.appointment(appointment);
      const answer = await upstream.get(request, session, path, clinic);
      const access = { session, clinic, appointment, requestId: request.id };
      const before = () => (isPrefetch(request) ? accessLog.prefetched(access) : accessLog.opened(access));
      return relay(request, reply, answer, before);
    },
  );

  app.get(endpoints.tenants, async (request, reply): Promise<FastifyReply> => {
    const session = await sessionOf(request);
    await noteUse(request, session);
    const answer = await upstream.get(request, session, endpoints.tenants);
    return relay(request, reply, answer, async () => undefined);
  });
};
