import type { Appointment } from '#contract/appointment.ts';
import { readAppointmentRows } from '#contract/record-lists.ts';
import type { Capability } from './capability.ts';
import { unsupported } from './service-calls.ts';

/** Whether a record is the customer's; one that names no customer is not. */
const belongsTo = ({ customer_id, customer }: Appointment, id: string): boolean =>
  (customer_id ?? customer?.id) === id && (customer?.id ?? id) === id;

/**
 * The appointments of a list that was filtered by customer. Throws a 501 if a record is another customer's: the service
 * ignores the filter, and the list would look complete.
 */
export const appointmentsOf = (rows: readonly unknown[], customer: string, capability: Capability) => {
  const parsed = readAppointmentRows(rows);
  if (parsed.rows.length < rows.length || !parsed.rows.every((row) => belongsTo(row, customer))) {
    capability.markUnsupported();
    throw unsupported();
  }
  return parsed;
};

/** Statuses of appointments that will not take place, or have. */
const over = /cancel|no_?show|completed|rejected/i;

/**
 * The next appointment with an id: the first from `now` on, else the last of today, which begins at `today`; both are in
 * milliseconds since 1970. Cancelled and deleted ones are left out.
 */
export const findNext = (
  appointments: readonly Appointment[],
  today: number,
  now: number,
): Appointment | null => {
  const timed = appointments
    .filter(({ id, status, deleted_at }) => id !== null && deleted_at === null && !over.test(status ?? ''))
    .map((appointment) => ({ appointment, epoch: appointment.scheduled_at?.epoch ?? Number.NaN }))
    .filter(({ epoch }) => epoch >= today)
    .toSorted((a, b) => a.epoch - b.epoch);
  const upcoming = timed.find(({ epoch }) => epoch >= now);
  return (upcoming ?? timed.at(-1))?.appointment ?? null;
};
