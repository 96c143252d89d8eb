import type { FastifyInstance } from 'fastify';
import type { Appointment } from '#contract/appointment.ts';
import type { Deviation } from '#contract/readers.ts';
import type { ScheduleRowsBody } from '#contract/schedule.schema.ts';
import { clinicSchema, idsPattern, type SearchContext, toAccess, toCall } from './context.ts';
import { mergeDeviations, namesOf, writeCustomer, writeId, writeInstant } from './fields.ts';
import { readRecords } from './records.ts';

type RowBody = NonNullable<ScheduleRowsBody['rows'][number]['row']>;

const schema = {
  ...clinicSchema,
  querystring: {
    type: 'object',
    properties: { ids: { type: 'string', pattern: idsPattern } },
    required: ['ids'],
  },
};

const toRow = ({ code, customer, treatments, room, deleted_at }: Appointment): RowBody => ({
  code,
  customer: writeCustomer(customer),
  treatments: namesOf(treatments),
  room: room && { id: writeId(room.id), name: room.name },
  deleted_at: writeInstant(deleted_at),
});

const isNamed = ({ customer }: RowBody): boolean =>
  customer !== null && (customer.first_name !== null || customer.last_name !== null);

/** `GET /api/v1/schedule/rows`: what a row of the schedule shows of its appointment. */
export const scheduleRowsRoute = (app: FastifyInstance, { service, createCache }: SearchContext): void => {
  const cache = createCache<{ value: RowBody; deviations: readonly Deviation[] }>(5000);

  app.get<{ Querystring: { ids: string } }>(
    '/api/v1/schedule/rows',
    { schema },
    async (request, reply): Promise<ScheduleRowsBody> => {
      const call = toCall(request, reply);
      const ids = [...new Set(request.query.ids.split(','))];
      const { records, headers } = await readRecords(service, call, ids, toRow, {
        get: (id) => cache.get(call, id),
        set: (id, record) => cache.set(call, id, record),
      });
      const named = records.flatMap(({ id, value }) => (value !== null && isNamed(value) ? [id] : []));
      await app.accessLog.listed(toAccess(call), named);
      void reply.headers(headers);
      return {
        rows: records.map(({ id, value, problem }) => ({ id, row: value, problem })),
        deviations: mergeDeviations(records.map((record) => (record.problem ? [] : record.deviations))),
      };
    },
  );
};
