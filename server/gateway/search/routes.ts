import type { FastifyInstance } from 'fastify';
import { isBackground } from '../prefetch.ts';
import { createCapability } from './capability.ts';
import { customerAppointmentsRoute } from './customer-appointments.ts';
import { customerRoute } from './customer.ts';
import { daySheetRoute } from './day-sheet.ts';
import { nextAppointmentRoute } from './next-appointment.ts';
import { scheduleFiltersRoute } from './schedule-filters.ts';
import { scheduleRowsRoute } from './schedule-rows.ts';
import { scheduleRoute } from './schedule.ts';
import { searchCustomersRoute } from './search-customers.ts';

/**
 * The endpoints for finding appointments, `searchEndpoints`. They hide what is undocumented of the service: they verify
 * what it sends, and say what it cannot do. Responses contain named fields only, never notes or an identity number.
 */
export const searchRoutes = async (app: FastifyInstance): Promise<void> => {
  const context = app.appointmentSearch;
  const listsByCustomer = createCapability();

  app.addHook('onRequest', app.requireSession);
  app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
  app.addHook('preHandler', async (request) => {
    if (!isBackground(request)) await app.sessions.recordActivity(request.session);
  });

  scheduleRoute(app);
  scheduleRowsRoute(app);
  scheduleFiltersRoute(app, context);
  await searchCustomersRoute(app, context);
  nextAppointmentRoute(app, context, listsByCustomer);
  customerRoute(app, context);
  customerAppointmentsRoute(app, context, listsByCustomer);
  daySheetRoute(app, context);
};
