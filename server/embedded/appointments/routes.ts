import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';
import { type ClinicRoute, clinicRoute, contextOf, notAMember, toId } from '../lists/clinic-query.ts';
import { timeParameter } from '../lists/parameters.ts';
import { requireScope } from '../oauth/authenticate.ts';
import { getAppointment } from './get-appointment.ts';
import { getCalendar } from './get-calendar.ts';
import { listAppointments } from './list-appointments.ts';

const json = 'application/json; charset=utf-8';

/**
 * `GET /v1/appointments`, `/v1/appointments/calendar` and `/v1/appointments/{id}`. Checked in this order: token (401),
 * scope (403), form of `X-Tenant`, id and parameters (422), membership (403), existence in this tenant (404).
 */
export const appointmentRoutes = (api: FastifyInstance): void => {
  const options = { preValidation: requireScope('appointments:read'), ...clinicRoute('appointment') };

  api.get<ClinicRoute>('/v1/appointments/:id', options, async (request, reply) => {
    const found = await getAppointment(api.pool, contextOf(request), toId(request.params.id));
    if (found === 'not-a-member') throw notAMember();
    if (found === null) throw new HttpProblem(404, 'not_found', 'No such appointment.');
    return reply.type(json).send(found.json);
  });

  api.get<ClinicRoute>('/v1/appointments/calendar', options, async (request, reply) => {
    const from = timeParameter(request.query, 'from');
    const to = timeParameter(request.query, 'to');
    if (!from || !to)
      throw new HttpProblem(422, 'validation_error', 'The parameters from and to are required.');
    return reply.type(json).send(await getCalendar(api.pool, contextOf(request), from, to));
  });

  api.get<ClinicRoute>('/v1/appointments', options, async (request, reply) =>
    reply.type(json).send(await listAppointments(api.pool, contextOf(request), request.query)),
  );
};
