import { calendarItem } from './calendar.ts';
import { deviations, readReported } from './deviations.ts';
import { flag, integer, list, object, text, type Value } from './readers.ts';
import { instant } from './time.ts';

/** The gateway's responses for the schedule, as the page reads them; `schedule.schema.ts` is the form that the gateway writes. */

/** The reason for a missing part of a response: a code as in an error response, and the time until a retry. */
export const partProblem = object({ error: text, retry_after: integer });

const schedule = object({
  from: text,
  to: text,
  /** The zone of `from` and `to`: the service's, else the configured one, else UTC. */
  timezone: text,
  /** The clinic's or the installation's zone; null without one. To be shown if it differs from `timezone`. */
  configured_timezone: text,
  /** When the service sent it; at most a minute ago. */
  received_at: instant,
  /** False if the service may have more items than it sent. */
  complete: flag,
  /** By start; those without one are last. An item with `show_details: false` has no `appointment_id`. */
  items: list(calendarItem),
  deviations,
});

/** A customer in a list; named by the person's or the record's fields. */
export const listedCustomer = object({ id: text, first_name: text, last_name: text });

const row = object({
  code: text,
  customer: listedCustomer,
  /** The names, in the record's order. */
  treatments: list(text),
  room: object({ id: text, name: text }),
  deleted_at: instant,
});

const rows = object({
  /** One for each requested id, in that order; either `row` or `problem` is null. */
  rows: list(object({ id: text, row, problem: partProblem })),
  deviations,
});

const names = object({
  names: list(object({ id: text, name: text })),
  /** False if the service has more than the gateway reads. */
  complete: flag,
  problem: partProblem,
});

const filters = object({ users: names, rooms: names, deviations });

export type Schedule = Value<typeof schedule>;
export type ScheduleRow = Value<typeof row>;
export type ScheduleRows = Value<typeof rows>;
export type FilterNames = Value<typeof names>;
export type ScheduleFilters = Value<typeof filters>;

/** Reads the response of `searchEndpoints.schedule`; null if it is not an object. Never throws. */
export const readSchedule = (response: unknown): Schedule | null => readReported(schedule, response);

/** Reads the response of `searchEndpoints.scheduleRows`; null if it is not an object. Never throws. */
export const readScheduleRows = (response: unknown): ScheduleRows | null => readReported(rows, response);

/** Reads the response of `searchEndpoints.scheduleFilters`; null if it is not an object. Never throws. */
export const readScheduleFilters = (response: unknown): ScheduleFilters | null =>
  readReported(filters, response);
