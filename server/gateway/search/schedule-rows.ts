import type { FastifyInstance } from 'fastify';
import type { Appointment } from '#contract/appointment.ts';
import type { Deviation } from '#contract/readers.ts';
import type { ScheduleRowsBody } from '#contract/schedule.schema.ts';
import type { AccessLog } from '../access-log/access-log.ts';
import { clinicSchema, idsPattern, type SearchContext, toAccess, toCall } from './context.ts';
import { mergeDeviations, namesOf, writeCustomer, writeId, writeInstant } from './fields.ts';
import { logRefused, readRecords } from './records.ts';
import type { Call } from './service-calls.ts';

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

/** The response of the route, and the headers of the service's last response. */
export type ReadRows = (
  call: Call,
  ids: readonly string[],
) => Promise<{ body: ScheduleRowsBody; headers: Record<string, string> }>;

/**
 * Reads what rows of the schedule show of their appointments, and logs those that name a customer as listed. Throws only
 * a 401.
 */
export const createRowReader = (
  { service, createCache }: SearchContext,
  accessLog: Pick<AccessLog, 'listed' | 'refused'>,
): ReadRows => {
  const cache = createCache<{ value: RowBody; deviations: readonly Deviation[] }>(5000);

  return async (call, ids) => {
    const { records, headers } = await readRecords(service, call, ids, toRow, {
      get: (id) => cache.get(call, id),
      set: (id, record) => cache.set(call, id, record),
    });
    const named = records.flatMap(({ id, value }) => (value !== null && isNamed(value) ? [id] : []));
    await accessLog.listed(toAccess(call), named);
    await logRefused(accessLog, toAccess(call), records);
    return {
      body: {
        rows: records.map(({ id, value, problem }) => ({ id, row: value, problem })),
        deviations: mergeDeviations(records.map((record) => (record.problem ? [] : record.deviations))),
      },
      headers,
    };
  };
};

/** `GET /api/v1/schedule/rows`: what a row of the schedule shows of its appointment. */
export const scheduleRowsRoute = (app: FastifyInstance): void => {
  app.get<{ Querystring: { ids: string } }>(
    '/api/v1/schedule/rows',
    { schema },
    async (request, reply): Promise<ScheduleRowsBody> => {
      const ids = [...new Set(request.query.ids.split(','))];
      const { body, headers } = await app.appointmentSearch.rows(toCall(request, reply), ids);
      void reply.headers(headers);
      return body;
    },
  );
};
