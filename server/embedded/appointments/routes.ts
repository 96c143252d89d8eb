import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tenantHeader } from '#contract/endpoints.ts';
import type { Database } from '#server/db/client.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { type Caller, type Callers, missingScope } from '../oauth/caller.ts';
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

interface Asked {
  tenant: number;
  id: number;
  /** The number asked for is beyond any that a record can have, and `id` stands in for it. */
  beyond: boolean;
}

/** What a request asks for, or the 422 or 403 that it is. */
const readAsked = (tenantText: unknown, idText: unknown): Asked | HttpProblem => {
  const tenant = readIdentifier(tenantText);
  if (tenant === null) return invalid(`The ${tenantHeader} header must be a tenant's number.`);
  const id = readIdentifier(idText);
  if (id === null) return invalid('The appointment identifier must be an integer.');
  if (tenant === 'beyond') return notMember();
  // Who asks must belong to the tenant to be told that there is none.
  return { tenant, id: id === 'beyond' ? Number.MAX_SAFE_INTEGER : id, beyond: id === 'beyond' };
};

interface Options extends Pick<Callers, 'confirm'> {
  db: Database;
  callerOf: (request: FastifyRequest) => Caller;
}

/**
 * `GET /api/v1/appointments/{id}`. Checked in this order: token (401), scope (403), form of `X-Tenant` and id (422),
 * membership (403), existence in this tenant (404); only then whether the caller holds this answer already (304).
 */
export const appointmentRoutes = (app: FastifyInstance, { db, callerOf, confirm }: Options): void => {
  const header = tenantHeader.toLowerCase();
  app.get<{ Params: { id: string } }>('/api/v1/appointments/:id', async (request, reply) => {
    const caller = callerOf(request);
    /** The token comes before everything else: a remembered one is looked at again before its holder hears more. */
    const refuse = async (problem: HttpProblem): Promise<never> => {
      await confirm(request, caller);
      throw problem;
    };
    const asked = readAsked(request.headers[header], request.params.id);
    const refusal = missingScope(caller, 'appointments:read');
    if (refusal !== null) return refuse(refusal);
    if (asked instanceof HttpProblem) return refuse(asked);
    const { tenant, id, beyond } = asked;
    const found = await getAppointment(db, { user: caller.user, token: caller.token, tenant, id });
    if (found === 'not-a-member') return refuse(notMember());
    // The scope was entered: the token is good.
    if (found === null || beyond) throw notFound();
    return sendTagged(request, reply, found.json);
  });
};
