import type { FastifyInstance } from 'fastify';
import type { Appointment, SessionProduct, Treatment } from '#contract/appointment.ts';
import type { DaySheetBody } from '#contract/day-sheet.schema.ts';
import { maxRows } from '#contract/endpoints.ts';
import { requireSameOrigin } from '../auth/same-origin.ts';
import { clinicSchema, idPattern, type SearchContext, toAccess, toCall } from './context.ts';
import { mergeDeviations, writeCustomer, writeInstant } from './fields.ts';
import { logRefused, readRecords } from './records.ts';

type RecordBody = NonNullable<DaySheetBody['records'][number]['record']>;
type TreatmentBody = RecordBody['treatments'][number];
type ProductBody = TreatmentBody['sessions'][number]['products'][number];

const schema = {
  ...clinicSchema,
  body: {
    type: 'object',
    properties: {
      ids: {
        type: 'array',
        items: { type: 'string', pattern: idPattern },
        minItems: 1,
        maxItems: maxRows,
        uniqueItems: true,
      },
    },
    required: ['ids'],
    additionalProperties: false,
  },
};

const toProduct = ({ product, min_quantity }: SessionProduct): ProductBody => ({
  name: product?.full_name ?? product?.name ?? null,
  quantity: min_quantity,
  unit: product?.unit_code?.name ?? product?.unit_code?.code ?? null,
});

const toTreatment = ({ name, sessions, products }: Treatment): TreatmentBody => ({
  name,
  sessions: [
    ...sessions.map((session) => ({
      session_order: session.session_order,
      products: session.products.map(toProduct),
    })),
    ...(products.length > 0 ? [{ session_order: null, products: products.map(toProduct) }] : []),
  ],
});

const toRecord = ({ customer, room, deleted_at, treatments }: Appointment): RecordBody => ({
  customer: writeCustomer(customer),
  room_name: room?.name ?? null,
  deleted_at: writeInstant(deleted_at),
  treatments: treatments.filter((treatment) => treatment.deleted_at === null).map(toTreatment),
});

/** `POST /api/v1/day-sheet`: what to prepare for each appointment. Each record that is sent is logged as printed. */
export const daySheetRoute = (app: FastifyInstance, { service }: SearchContext): void => {
  app.post<{ Body: { ids: string[] } }>(
    '/api/v1/day-sheet',
    { schema, bodyLimit: 4096, onRequest: requireSameOrigin(app.config.publicUrl) },
    async (request, reply): Promise<DaySheetBody> => {
      const call = toCall(request, reply);
      const { records, headers } = await readRecords(service, call, request.body.ids, toRecord);
      const printed = records.flatMap(({ id, problem }) => (problem === null ? [id] : []));
      if (printed.length > 0) await app.accessLog.printed(toAccess(call), printed);
      await logRefused(app.accessLog, toAccess(call), records);
      void reply.headers(headers);
      return {
        records: records.map(({ id, value, problem }) => ({ id, record: value, problem })),
        deviations: mergeDeviations(records.map((record) => (record.problem ? [] : record.deviations))),
      };
    },
  );
};
