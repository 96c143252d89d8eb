import fastifyPlugin from 'fastify-plugin';
import { createSearchContext, type SearchContext } from './context.ts';
import { createRowReader, type ReadRows } from './schedule-rows.ts';
import { createScheduleReader, type ReadSchedule } from './schedule.ts';

interface AppointmentSearch extends SearchContext {
  schedule: ReadSchedule;
  rows: ReadRows;
}

declare module 'fastify' {
  interface FastifyInstance {
    appointmentSearch: AppointmentSearch;
  }
}

/** Decorates the gateway with `appointmentSearch`: what the endpoints for finding share with each other and with the document. */
export const searchPlugin = fastifyPlugin(async (app) => {
  const context = createSearchContext(app);
  app.decorate('appointmentSearch', {
    ...context,
    schedule: createScheduleReader(context),
    rows: createRowReader(context, app.accessLog),
  });
});
