import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { endpoints } from '#contract/endpoints.ts';
import { reportedActions, type RevealAnswer } from '#contract/privacy.ts';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem, problemOf } from '#server/http/http-problem.ts';
import type { Access, AccessLog } from '../access-log/access-log.ts';
import { readId, readTenant } from '../appointments/asked.ts';
import { noJson, readJsonText } from '../appointments/relay.ts';
import { signedOut } from '../auth/access-tokens.ts';
import { demandSameOrigin } from '../auth/same-origin.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Upstream } from '../upstream.ts';
import { readIdentityNumber } from './identity-number.ts';

interface Options {
  publicUrl: string;
  upstream: Upstream;
  /** Null with one token for everything. */
  sessions: Sessions | null;
  accessLog: AccessLog;
}

const reportSchema = z.strictObject({ action: z.enum(reportedActions) });

const wrongRecord = (): HttpProblem =>
  new HttpProblem(502, upstreamCodes.wrongRecord, 'The service answered with another appointment.');

/** Calls a session may make in a minute: far more than a person does, and a bound for what a script may fill the log with. */
const perMinute = 60;

const tooMany = (seconds: number): HttpProblem =>
  new HttpProblem(429, 'too_many_requests', 'Too many requests: wait before the next one.', {
    'retry-after': String(Math.max(1, seconds)),
  });

type WithId = { Params: { id?: string } };

/** What a person does on purpose with one record: to see the whole identity number, and to take the record along. */
export const privacyRoutes = async (app: FastifyInstance, options: Options): Promise<void> => {
  const { publicUrl, upstream, sessions, accessLog } = options;
  const fromHere = async (request: FastifyRequest): Promise<void> => demandSameOrigin(request, publicUrl);

  await app.register(rateLimit, { global: false });
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: 60_000,
    keyGenerator: async (request) => (await upstream.session(request))?.id ?? 'nobody',
  });

  /** Who asks about which record; a use of the session. */
  const accessOf = async (request: FastifyRequest<WithId>): Promise<Access> => {
    const session = await upstream.session(request);
    if (sessions && session === null) throw signedOut();
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded) throw tooMany(counted.ttlInSeconds);
    const appointment = readId(request.params.id ?? '');
    const clinic = readTenant(request);
    if (sessions && session) await sessions.touch(session);
    return { session, appointment, clinic, requestId: request.id };
  };

  app.post<WithId>(
    '/privacy/appointments/:id/identity-number',
    { onRequest: fromHere },
    async (request, reply): Promise<RevealAnswer> => {
      const access = await accessOf(request);
      const path = endpoints.appointment(access.appointment);
      const { text, kept } = readJsonText(await upstream.get(request, access.session, path, access.clinic));
      const revealed = readIdentityNumber(text);
      if (revealed === null) throw noJson();
      if (revealed.id !== null && revealed.id !== access.appointment) throw wrongRecord();
      // No entry, no number.
      if (revealed.identityNumber !== null) await accessLog.revealed(access);
      void reply.headers(kept).header('cache-control', 'no-store');
      return { identity_number: revealed.identityNumber };
    },
  );

  app.post<WithId>(
    '/privacy/appointments/:id/actions',
    { onRequest: fromHere, bodyLimit: 1024 },
    async (request, reply) => {
      const access = await accessOf(request);
      const report = reportSchema.safeParse(request.body);
      if (!report.success) throw problemOf(422);
      const { action } = report.data;
      await (action === 'opened' ? accessLog.opened(access) : accessLog.reported(access, action));
      return reply.code(204).header('cache-control', 'no-store').send();
    },
  );
};
