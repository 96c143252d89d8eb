import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { backgroundHeader } from '#contract/session.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { isPrefetch } from '../prefetch.ts';
import type { ServiceCaller } from '../service-caller.ts';
import { readId, readTenant } from './asked.ts';
import { relay } from './relay.ts';
import { placeOf, type Tags } from './tags.ts';

interface Options {
  caller: ServiceCaller;
  accessLog: AccessLog;
  tags: Tags;
}

/** The page's own refreshes say so, and what it fetches ahead: nobody is there because of them. */
const isBackground = (request: FastifyRequest): boolean =>
  request.headers[backgroundHeader.toLowerCase()] === '1' || isPrefetch(request);

/** The only calls of the service that a browser can make through the gateway. */
export const forwardAppointments = (app: FastifyInstance, options: Options): void => {
  const { caller, accessLog, tags } = options;
  const { requireSession, sessions } = app;
  const recordActivity = async (request: FastifyRequest): Promise<void> => {
    if (!isBackground(request)) await sessions.recordActivity(request.session);
  };

  app.get<{ Params: { id?: string } }>(
    '/api/v1/appointments/:id',
    { preHandler: requireSession },
    async (request, reply): Promise<FastifyReply> => {
      const { session } = request;
      const appointment = readId(request.params.id ?? '');
      const clinic = readTenant(request);
      await recordActivity(request);
      const here = tags.at(placeOf(session, { clinic, appointment }), request.headers['if-none-match']);
      const path = endpoints.appointment(appointment);
      const answer = await caller.ask(request, session, { path, tenant: clinic, held: here.question });
      const access = { session, clinic, appointment, requestId: request.id };
      const before = () => (isPrefetch(request) ? accessLog.prefetched(access) : accessLog.opened(access));
      return relay(request, reply, answer, { tags: here, before });
    },
  );

  app.get(
    endpoints.tenants,
    { preHandler: requireSession },
    async (request, reply): Promise<FastifyReply> => {
      const { session } = request;
      await recordActivity(request);
      const here = tags.at(placeOf(session, 'clinics'), request.headers['if-none-match']);
      const question = { path: endpoints.tenants, tenant: null, held: here.question };
      const answer = await caller.ask(request, session, question);
      return relay(request, reply, answer, { tags: here, before: async () => undefined });
    },
  );
};
