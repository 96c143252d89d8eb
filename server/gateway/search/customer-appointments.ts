import type { FastifyInstance } from 'fastify';
import type { Appointment } from '#contract/appointment.ts';
import type { CustomerAppointmentsBody } from '#contract/customers.schema.ts';
import { endpoints } from '#contract/endpoints.ts';
import { problemOf } from '#server/http/http-problem.ts';
import { appointmentsOf } from './appointments-of-customer.ts';
import type { Capability } from './capability.ts';
import {
  clinicSchema,
  customerSchema,
  type CustomerRoute,
  type SearchContext,
  toAccess,
  toCall,
} from './context.ts';
import { namesOf, writeCustomer, writeId, writeInstant } from './fields.ts';
import { isPosition, pageParameters, readPage } from './paging.ts';
import { unsupported } from './service-calls.ts';

const pageSize = 50;

const schema = {
  ...clinicSchema,
  ...customerSchema,
  querystring: { type: 'object', properties: { cursor: { type: 'string', maxLength: 1010 } } },
};

const writeAppointment = (appointment: Appointment): CustomerAppointmentsBody['appointments'] => {
  const id = writeId(appointment.id);
  if (id === null) return [];
  const { code, scheduled_at, status, deleted_at, doctor, room, treatments } = appointment;
  return [
    {
      id,
      code,
      scheduled_at: writeInstant(scheduled_at),
      status,
      deleted_at: writeInstant(deleted_at),
      doctor_name: doctor?.name ?? null,
      room_name: room?.name ?? null,
      treatments: namesOf(treatments),
    },
  ];
};

/** `GET /api/v1/customers/{id}/appointments`: a page of a customer's appointments, in the order of the service. */
export const customerAppointmentsRoute = (
  app: FastifyInstance,
  { service, configuredZone }: SearchContext,
  capability: Capability,
): void => {
  app.get<CustomerRoute & { Querystring: { cursor?: string } }>(
    '/api/v1/customers/:id/appointments',
    { schema },
    async (request, reply): Promise<CustomerAppointmentsBody> => {
      const { id } = request.params;
      const position = request.query.cursor ?? null;
      if (position !== null && !isPosition(position)) throw problemOf(422);
      if (capability.isUnsupported()) throw unsupported();
      const call = toCall(request, reply);
      const query = new URLSearchParams({ customer_id: id, ...pageParameters(position, pageSize) });
      const { json, headers } = await service.get(call, `${endpoints.appointments}?${query.toString()}`);
      const page = readPage(json, position);
      if (page.rows === null) throw unsupported();
      const { rows, deviations } = appointmentsOf(page.rows, id, capability);
      const appointments = rows.flatMap(writeAppointment);
      const access = toAccess(call);
      await app.accessLog.customerOpened(access, id);
      await app.accessLog.listed(
        access,
        appointments.map((appointment) => appointment.id),
      );
      void reply.headers(headers);
      return {
        appointments,
        customer: writeCustomer(rows[0]?.customer ?? null),
        next: page.next,
        complete: page.complete,
        total: page.total,
        timezone: (await configuredZone(call)) ?? 'UTC',
        deviations,
      };
    },
  );
};
