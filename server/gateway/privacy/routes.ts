import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { reportedActions, type ReportedAction, type RevealResponse } from '#contract/privacy.ts';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem, tooManyRequests } from '#server/http/http-problem.ts';
import { type Access, requestIdsOf } from '../access-log/access-log.ts';
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

/**
 * Requests per session and minute: they limit how much a script can log or collect. Stepping from record to record
 * reports an opening each 300 ms at most, which is 200 a minute.
 */
const maxPerMinute = { reveal: 60, report: 300 };

/** Deliberate actions with one appointment, each in the access log: revealing the identity number, printing, copying. */
export const privacyRoutes = async (app: FastifyInstance): Promise<void> => {
  const { accessLog, config, sessions, upstream } = app;
  const limitTo = (max: number) =>
    app.createRateLimit({ max, timeWindow: 60_000, keyGenerator: (request) => request.session.id });
  const countReveal = limitTo(maxPerMinute.reveal);
  const countReport = limitTo(maxPerMinute.report);

  app.addHook('onRequest', requireSameOrigin(config.publicUrl));
  app.addHook('onRequest', app.requireSession);

  /** Counts the request, and extends the session. */
  const toAccess = async (
    request: FastifyRequest<AppointmentRoute>,
    count: ReturnType<typeof limitTo>,
  ): Promise<Access> => {
    const limit = await count(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooManyRequests(limit.ttlInSeconds);
    const { session, params, headers } = request;
    await sessions.recordActivity(session);
    return { session, appointment: params.id, clinic: headers['x-tenant'], ...requestIdsOf(request) };
  };

  app.post<AppointmentRoute>(
    '/privacy/appointments/:id/identity-number',
    { schema: appointmentSchema },
    async (request, reply): Promise<RevealResponse> => {
      const access = await toAccess(request, countReveal);
      const path = endpoints.appointment(access.appointment);
      const response = await upstream.get(request, request.session, path, access.clinic);
      if (response.status === 403 || response.status === 404)
        await accessLog.refused(access, response.status);
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
      const access = await toAccess(request, countReport);
      const { action } = request.body;
      await (action === 'opened' ? accessLog.opened(access) : accessLog.reported(access, action));
      return reply.code(204).header('cache-control', 'no-store').send();
    },
  );
};
