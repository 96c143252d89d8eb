import type { FastifyInstance } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { isBackground, isPrefetch } from '../prefetch.ts';
import { sendUpstreamResponse } from './forward.ts';
import { type AppointmentRoute, appointmentSchema } from './schema.ts';

/** The endpoints of the upstream API whose responses a browser receives as they are, but masked. */
export const appointmentRoutes = async (app: FastifyInstance): Promise<void> => {
  const { accessLog, sessions, upstream } = app;

  app.addHook('onRequest', app.requireSession);
  app.addHook('preHandler', async (request) => {
    if (!isBackground(request)) await sessions.recordActivity(request.session);
  });

  app.get<AppointmentRoute>(
    '/api/v1/appointments/:id',
    { schema: appointmentSchema },
    async (request, reply) => {
      const { session } = request;
      const { id: appointment } = request.params;
      const clinic = request.headers['x-tenant'];
      const response = await upstream.get(request, session, endpoints.appointment(appointment), clinic);
      const access = { session, clinic, appointment, requestId: request.id };
      return sendUpstreamResponse(reply, response, () =>
        isPrefetch(request) ? accessLog.prefetched(access) : accessLog.opened(access),
      );
    },
  );

  app.get(endpoints.tenants, async (request, reply) =>
    sendUpstreamResponse(reply, await upstream.get(request, request.session, endpoints.tenants)),
  );
};
