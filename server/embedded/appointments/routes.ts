import type { FastifyInstance } from 'fastify';
import { tenantHeader } from '#contract/endpoints.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { getCaller, requireScope } from '../oauth/authenticate.ts';
import { getAppointment } from './get-appointment.ts';

interface AppointmentRoute {
  Params: { id: string };
  Headers: { 'x-tenant': string };
}

const identifier = { type: 'string', pattern: '^[1-9][0-9]*$' } as const;
const schema = {
  params: { type: 'object', properties: { id: identifier } },
  headers: { type: 'object', required: ['x-tenant'], properties: { 'x-tenant': identifier } },
} as const;

/** Accepts any number of digits. The largest safe integer, which is not used as an id, replaces larger ids. */
const toId = (digits: string): number => Math.min(Number(digits), Number.MAX_SAFE_INTEGER);

/**
 * `GET /v1/appointments/{id}`. Checked in this order: token (401), scope (403), form of `X-Tenant` and id (422),
 * membership (403), existence in this tenant (404).
 */
export const appointmentRoutes = (api: FastifyInstance): void => {
  api.get<AppointmentRoute>(
    '/v1/appointments/:id',
    {
      preValidation: requireScope('appointments:read'),
      schema,
      schemaErrorFormatter: (_errors, part) => {
        const message =
          part === 'headers'
            ? `The ${tenantHeader} header must be a tenant's number.`
            : 'The appointment identifier must be an integer.';
        return new HttpProblem(422, 'validation_error', message);
      },
    },
    async (request, reply) => {
      const context = { userId: getCaller(request).userId, tenantId: toId(request.headers['x-tenant']) };
      const found = await getAppointment(api.pool, context, toId(request.params.id));
      if (found === 'not-a-member')
        throw new HttpProblem(403, 'forbidden', 'The signed-in user does not belong to this tenant.');
      if (found === null) throw new HttpProblem(404, 'not_found', 'No such appointment.');
      return reply.type('application/json; charset=utf-8').send(found.json);
    },
  );
};
