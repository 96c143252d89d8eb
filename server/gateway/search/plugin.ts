import fastifyPlugin from 'fastify-plugin';
import { createSearchContext, type SearchContext } from './context.ts';
import { createRowReader, type ReadRows } from './schedule-rows.ts';
import { createScheduleReader, type ReadSchedule } from './schedule.ts';

interface Finding extends SearchContext {
  schedule: ReadSchedule;
  rows: ReadRows;
}

declare module 'fastify' {
  interface FastifyInstance {
    finding: Finding;
  }
}

/** Decorates the gateway with `finding`: what the endpoints for finding share with each other and with the document. */
export const findingPlugin = fastifyPlugin(async (app) => {
  const context = createSearchContext(app);
  app.decorate('finding', {
    ...context,
    schedule: createScheduleReader(context),
    rows: createRowReader(context, app.accessLog),
  });
});
