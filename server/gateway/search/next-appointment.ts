import type { FastifyInstance } from 'fastify';
import type { NextAppointmentBody } from '#contract/customers.schema.ts';
import { endpoints } from '#contract/endpoints.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { isPrefetch } from '../prefetch.ts';
import { appointmentsOf, findNext } from './appointments-of-customer.ts';
import type { Capability } from './capability.ts';
import { createClinicCalendar } from './clinic-calendar.ts';
import {
  clinicSchema,
  customerSchema,
  type CustomerRoute,
  type SearchContext,
  toAccess,
  toCall,
} from './context.ts';
import { writeId, writeInstant } from './fields.ts';
import { readPages } from './read-pages.ts';
import { type Call, unsupported } from './service-calls.ts';

const pages = { pageSize: 100, maxPages: 3 };

/** `GET /api/v1/customers/{id}/next-appointment`: the next one from today on that will take place. */
export const nextAppointmentRoute = (
  app: FastifyInstance,
  { service, budget, createCache, configuredZone }: SearchContext,
  capability: Capability,
): void => {
  const cache = createCache<NextAppointmentBody>(1000);

  const load = async (call: Call, customer: string) => {
    if (capability.isUnsupported()) throw unsupported();
    const days = createClinicCalendar((await configuredZone(call)) ?? 'UTC');
    const now = Date.now();
    const today = days.dayOf(now);
    const filters = { customer_id: customer, from: today };
    const { rows, complete, headers } = await readPages(
      service,
      call,
      endpoints.appointments,
      filters,
      pages,
    );
    const { rows: appointments, deviations } = appointmentsOf(rows, customer, capability);
    const next = findNext(appointments, days.startOf(today), now);
    const id = writeId(next?.id);
    const appointment =
      next === null || id === null
        ? null
        : {
            id,
            scheduled_at: writeInstant(next.scheduled_at),
            status: next.status,
            doctor_name: next.doctor?.name ?? null,
          };
    return { body: { appointment, complete, deviations }, headers };
  };

  app.get<CustomerRoute>(
    '/api/v1/customers/:id/next-appointment',
    { schema: { ...clinicSchema, ...customerSchema } },
    async (request, reply): Promise<NextAppointmentBody> => {
      const call = toCall(request, reply);
      const { id: customer } = request.params;
      let body = cache.get(call, customer);
      if (body === undefined) {
        if (isPrefetch(request) && !budget.takePrefetch(call.session.id))
          throw new HttpProblem(429, 'too_many_requests', 'The remaining requests are kept for the user.');
        const loaded = await load(call, customer);
        ({ body } = loaded);
        cache.set(call, customer, body);
        void reply.headers(loaded.headers);
      }
      if (body.appointment !== null) await app.accessLog.listed(toAccess(call), [body.appointment.id]);
      return body;
    },
  );
};
