import { deviations, readReported } from './deviations.ts';
import { integer, key, list, object, text, type Value } from './readers.ts';
import { listedCustomer, partProblem } from './schedule.ts';
import { instant } from './time.ts';

/** The gateway's response for the day sheet, as the page reads it; `day-sheet.schema.ts` is the form that the gateway writes. */

/** Without the deleted ones. The service does not report which session an appointment is. */
const treatment = object({
  name: text,
  sessions: list(
    object({
      /** Null for products that the record lists without a session. */
      session_order: integer,
      /** `quantity` is a decimal, or the text as received. */
      products: list(object({ name: text, quantity: key, unit: text })),
    }),
  ),
});

const record = object({
  customer: listedCustomer,
  room_name: text,
  deleted_at: instant,
  treatments: list(treatment),
});

const daySheet = object({
  /** One for each requested id, in that order; either `record` or `problem` is null. */
  records: list(object({ id: text, record, problem: partProblem })),
  deviations,
});

export type DaySheetRecord = Value<typeof record>;
export type DaySheet = Value<typeof daySheet>;

/** Reads the response of `searchEndpoints.daySheet`; null if it is not an object. Never throws. */
export const readDaySheet = (response: unknown): DaySheet | null => readReported(daySheet, response);
