import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import { reportedActions, type ReportedAction, type RevealAnswer } from '#contract/privacy.ts';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Access, AccessLog } from '../access-log/access-log.ts';
import { invalidJson, readJsonText } from '../appointments/forward.ts';
import { type AppointmentRoute, appointmentSchema } from '../appointments/schema.ts';
import { signedOut } from '../auth/access-tokens.ts';
import { demandSameOrigin } from '../auth/same-origin.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Upstream } from '../upstream.ts';
import { readIdentityNumber } from './mask.ts';

interface Options {
  publicUrl: string;
  upstream: Upstream;
  /** Null in token mode. */
  sessions: Sessions | null;
  accessLog: AccessLog;
}

const actionSchema = {
  type: 'object',
  properties: { action: { enum: reportedActions } },
  required: ['action'],
  additionalProperties: false,
};

const wrongAppointment = (): HttpProblem =>
  new HttpProblem(502, upstreamCodes.wrongRecord, 'The upstream service returned a different appointment.');

/** Requests per session and minute: far more than a person makes, and a limit to what a script can log or collect. */
const maxPerMinute = 60;

const tooManyRequests = (seconds: number): HttpProblem =>
  new HttpProblem(429, 'too_many_requests', 'Too many requests: wait before the next one.', {
    'retry-after': String(Math.max(1, seconds)),
  });

/** Deliberate actions with one appointment, each in the access log: revealing the identity number, printing, copying. */
export const privacyRoutes = async (app: FastifyInstance, options: Options): Promise<void> => {
  const { publicUrl, upstream, sessions, accessLog } = options;
  const requireSameOrigin = async (request: FastifyRequest): Promise<void> =>
    demandSameOrigin(request, publicUrl);

  await app.register(rateLimit, { global: false });
  const countRequest = app.createRateLimit({
    max: maxPerMinute,
    timeWindow: 60_000,
    keyGenerator: async (request) => (await upstream.session(request))?.id ?? 'anonymous',
  });

  /** Session and appointment of a request; extends the session. */
  const requireAccess = async (request: FastifyRequest<AppointmentRoute>): Promise<Access> => {
    const session = await upstream.session(request);
    if (sessions && session === null) throw signedOut();
    const limit = await countRequest(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooManyRequests(limit.ttlInSeconds);
    if (sessions && session) await sessions.touch(session);
    const { id: appointment } = request.params;
    return { session, appointment, clinic: request.headers['x-tenant'], requestId: request.id };
  };

  app.post<AppointmentRoute>(
    '/privacy/appointments/:id/identity-number',
    { schema: appointmentSchema, onRequest: requireSameOrigin },
    async (request, reply): Promise<RevealAnswer> => {
      const access = await requireAccess(request);
      const path = endpoints.appointment(access.appointment);
      const response = await upstream.get(request, access.session, path, access.clinic);
      const { text, headers } = readJsonText(response);
      const revealed = readIdentityNumber(text);
      if (revealed === null) throw invalidJson();
      if (revealed.id !== null && revealed.id !== access.appointment) throw wrongAppointment();
      // Logged before the number is sent: when logging fails, nothing is revealed.
      if (revealed.identityNumber !== null) await accessLog.revealed(access);
      void reply.headers({ ...headers, 'cache-control': 'no-store' });
      return { identity_number: revealed.identityNumber };
    },
  );

  app.post<AppointmentRoute & { Body: { action: ReportedAction } }>(
    '/privacy/appointments/:id/actions',
    {
      schema: { ...appointmentSchema, body: actionSchema },
      onRequest: requireSameOrigin,
      bodyLimit: 1024,
    },
    async (request, reply) => {
      const access = await requireAccess(request);
      const { action } = request.body;
      await (action === 'opened' ? accessLog.opened(access) : accessLog.reported(access, action));
      return reply.code(204).header('cache-control', 'no-store').send();
    },
  );
};
