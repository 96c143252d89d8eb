import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tenantHeader } from '#contract/endpoints.ts';
import type { Database } from '#server/db/client.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { type Caller, requireScope } from '../oauth/caller.ts';
import { sendTagged } from '../send-tagged.ts';
import { getAppointment } from './get-appointment.ts';

/** A positive integer without leading zeros; one too large for any record counts as "none has it", not as wrong. */
const readIdentifier = (text: unknown): number | 'beyond' | null => {
  if (typeof text !== 'string' || !/^[1-9]\d*$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : 'beyond';
};

const invalid = (message: string): HttpProblem => new HttpProblem(422, 'validation_error', message);
const notMember = (): HttpProblem =>
  new HttpProblem(403, 'forbidden', 'The signed-in user does not belong to this tenant.');
const notFound = (): HttpProblem => new HttpProblem(404, 'not_found', 'No such appointment.');

/**
 * `GET /api/v1/appointments/{id}`. Checked in this order: token (401), scope (403), form of `X-Tenant` and id (422),
 * membership (403), existence in this tenant (404); only then whether the caller holds this answer already (304).
 */
export const appointmentRoutes = (
  app: FastifyInstance,
  { db, callerOf }: { db: Database; callerOf: (request: FastifyRequest) => Caller },
): void => {
  app.get<{ Params: { id: string } }>('/api/v1/appointments/:id', async (request, reply) => {
    const caller = callerOf(request);
    requireScope(caller, 'appointments:read');
    const tenant = readIdentifier(request.headers[tenantHeader.toLowerCase()]);
    if (tenant === null) throw invalid(`The ${tenantHeader} header must be a tenant's number.`);
    const id = readIdentifier(request.params.id);
    if (id === null) throw invalid('The appointment identifier must be an integer.');
    if (tenant === 'beyond') throw notMember();
    // No record has an id this large, but who asks must belong to the tenant to be told so.
    const asked = id === 'beyond' ? Number.MAX_SAFE_INTEGER : id;
    const found = await getAppointment(db, { user: caller.user, tenant, id: asked });
    if (found === 'not-a-member') throw notMember();
    if (found === null || id === 'beyond') throw notFound();
    return sendTagged(request, reply, found.json);
  });
};
