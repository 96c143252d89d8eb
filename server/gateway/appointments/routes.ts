import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { backgroundHeader } from '#contract/session.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { signedOut } from '../auth/access-tokens.ts';
import type { Session, Sessions } from '../auth/sessions.ts';
import { isPrefetch } from '../prefetch.ts';
import type { Upstream } from '../upstream.ts';
import { sendUpstreamResponse } from './forward.ts';
import { type AppointmentRoute, appointmentSchema } from './schema.ts';

interface Options {
  upstream: Upstream;
  /** Null in token mode. */
  sessions: Sessions | null;
  accessLog: AccessLog;
}

/** Prefetches and refreshes by the page itself; they do not extend the session. */
const isBackground = (request: FastifyRequest): boolean =>
  request.headers[backgroundHeader.toLowerCase()] === '1' || isPrefetch(request);

/** The only endpoints of the upstream API that a browser reaches through the gateway. */
export const appointmentRoutes = (app: FastifyInstance, options: Options): void => {
  const { upstream, sessions, accessLog } = options;
  const requireSession = async (request: FastifyRequest): Promise<Session | null> => {
    const session = await upstream.session(request);
    if (sessions && session === null) throw signedOut();
    if (sessions && session && !isBackground(request)) await sessions.touch(session);
    return session;
  };

  app.get<AppointmentRoute>(
    '/api/v1/appointments/:id',
    { schema: appointmentSchema },
    async (request, reply) => {
      const session = await requireSession(request);
      const { id: appointment } = request.params;
      const clinic = request.headers['x-tenant'];
      const response = await upstream.get(request, session, endpoints.appointment(appointment), clinic);
      const access = { session, clinic, appointment, requestId: request.id };
      return sendUpstreamResponse(reply, response, () =>
        isPrefetch(request) ? accessLog.prefetched(access) : accessLog.opened(access),
      );
    },
  );

  app.get(endpoints.tenants, async (request, reply) => {
    const session = await requireSession(request);
    return sendUpstreamResponse(reply, await upstream.get(request, session, endpoints.tenants));
  });
};
