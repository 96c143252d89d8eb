import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { reportedActions, type ReportedAction, type RevealResponse } from '#contract/privacy.ts';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Access } from '../access-log/access-log.ts';
import { invalidJson, readJsonText } from '../appointments/forward.ts';
import { type AppointmentRoute, appointmentSchema } from '../appointments/schema.ts';
import { requireSameOrigin } from '../auth/same-origin.ts';
import { readIdentityNumber } from './mask.ts';

const actionSchema = {
  type: 'object',
  properties: { action: { enum: reportedActions } },
  required: ['action'],
  additionalProperties: false,
};

const wrongAppointment = (): HttpProblem =>
  new HttpProblem(502, upstreamCodes.wrongRecord, 'The upstream service returned a different appointment.');

/** Requests per session and minute. It exceeds normal use and limits how much a script can log or collect. */
const maxPerMinute = 60;

const tooManyRequests = (seconds: number): HttpProblem =>
  new HttpProblem(429, 'too_many_requests', 'Too many requests: wait before the next one.', {
    'retry-after': String(Math.max(1, seconds)),
  });

/** Deliberate actions with one appointment, each in the access log: revealing the identity number, printing, copying. */
export const privacyRoutes = async (app: FastifyInstance): Promise<void> => {
  const { accessLog, config, sessions, upstream } = app;
  await app.register(rateLimit, { global: false });
  const countRequest = app.createRateLimit({
    max: maxPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.session.id,
  });

  app.addHook('onRequest', requireSameOrigin(config.publicUrl));
  app.addHook('onRequest', app.requireSession);

  /** Counts the request, and extends the session. */
  const toAccess = async (request: FastifyRequest<AppointmentRoute>): Promise<Access> => {
    const limit = await countRequest(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooManyRequests(limit.ttlInSeconds);
    const { session, id: requestId } = request;
    await sessions.recordActivity(session);
    return { session, appointment: request.params.id, clinic: request.headers['x-tenant'], requestId };
  };

  app.post<AppointmentRoute>(
    '/privacy/appointments/:id/identity-number',
    { schema: appointmentSchema },
    async (request, reply): Promise<RevealResponse> => {
      const access = await toAccess(request);
      const path = endpoints.appointment(access.appointment);
      const response = await upstream.get(request, access.session, path, access.clinic);
      const { text, headers } = readJsonText(response);
      const revealed = readIdentityNumber(text);
      if (revealed === null) throw invalidJson();
      if (revealed.id !== null && revealed.id !== access.appointment) throw wrongAppointment();
      // The entry is stored before the number is sent, so that nothing is revealed if logging fails.
      if (revealed.identityNumber !== null) await accessLog.revealed(access);
      void reply.headers({ ...headers, 'cache-control': 'no-store' });
      return { identity_number: revealed.identityNumber };
    },
  );

  app.post<AppointmentRoute & { Body: { action: ReportedAction } }>(
    '/privacy/appointments/:id/actions',
    {
      schema: { ...appointmentSchema, body: actionSchema },
      bodyLimit: 1024,
    },
    async (request, reply) => {
      const access = await toAccess(request);
      const { action } = request.body;
      await (action === 'opened' ? accessLog.opened(access) : accessLog.reported(access, action));
      return reply.code(204).header('cache-control', 'no-store').send();
    },
  );
};
