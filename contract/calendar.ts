import {
  anyJson,
  type Deviation,
  flag,
  identifier,
  list,
  object,
  type Parsed,
  ReadContext,
  type Reader,
  text,
} from './readers.ts';
import { instant } from './time.ts';

const meta = object({
  status: text,
  status_label: text,
  /** The appointment was moved away from this time. */
  is_old_slot: flag,
  /** The customer has not confirmed `proposed_scheduled_at` yet. */
  reschedule_confirmation_pending: flag,
  is_hard_reserved: flag,
  original_scheduled_at: instant,
  proposed_scheduled_at: instant,
  pending_expires_at: instant,
});

/** The fields of a calendar item; the service sends numbers as identifiers, the gateway text. */
const itemShape = <Id extends Reader<string | null>>(id: Id) => ({
  kind: text,
  reason: text,
  start_at: instant,
  end_at: instant,
  doctor_name: text,
  treatment_name: text,
  /** The time as the service writes it, such as `14:30`. */
  time_label: text,
  appointment_id: id,
  /** False for an item whose details the user may not see. */
  show_details: flag,
  meta,
});

const serviceItem = object(itemShape(identifier));
/** Reads an item of the gateway's schedule. */
export const calendarItem = object(itemShape(text));

export type CalendarItem = Parsed<ReturnType<typeof itemShape>>;

const calendar = object({ from: anyJson, to: anyJson, timezone: text, items: list(serviceItem) });
const envelope = object({ success: anyJson, data: calendar });

interface ParsedCalendar {
  /** IANA; null if the service sends none. */
  timezone: string | null;
  /** Null if the response contains no list of items. */
  items: CalendarItem[] | null;
  deviations: Deviation[];
}

/**
 * Reads any JSON value as the response of `GET /api/v1/appointments/calendar`: `{ data: { timezone, items } }`. Never
 * throws.
 */
export const readCalendar = (response: unknown): ParsedCalendar => {
  const context = ReadContext.root();
  const data = envelope(response, context)?.data ?? null;
  return {
    timezone: data?.timezone ?? null,
    items: data?.items ?? null,
    deviations: context.deviations,
  };
};
