import { isIdentifier } from '#contract/endpoints.ts';
import type { Deviation } from '#contract/readers.ts';
import type { CustomerBody, DeviationBody } from '#contract/schedule.schema.ts';
import type { CalendarDay, Instant } from '#contract/time.ts';

/** Values of records as the gateway writes them. */

export const writeInstant = (at: Instant | null): string | null => {
  if (at === null) return null;
  // A date beyond the years that can be written is kept as received.
  return at.epoch === null || Math.abs(at.epoch) > 8.64e15 ? at.text : new Date(at.epoch).toISOString();
};

export const writeDay = (day: CalendarDay | null): string | null => day && (day.date ?? day.text);

export const writeId = (id: string | null | undefined): string | null =>
  id != null && isIdentifier(id) ? id : null;

export const writeCustomer = (
  customer: { id: string | null; first_name: string | null; last_name: string | null } | null,
): CustomerBody | null =>
  customer && {
    id: writeId(customer.id),
    first_name: customer.first_name,
    last_name: customer.last_name,
  };

export const namesOf = (records: readonly { name: string | null }[]): string[] =>
  records.flatMap(({ name }) => name ?? []);

/** Deviations of several responses, each difference once with its count. */
export const mergeDeviations = (lists: readonly (readonly Deviation[])[]): DeviationBody[] => {
  const merged = new Map<string, DeviationBody>();
  for (const { path, expected, received, count } of lists.flat()) {
    const id = JSON.stringify([path, expected, received]);
    merged.set(id, { path, expected, received, count: count + (merged.get(id)?.count ?? 0) });
  }
  return [...merged.values()];
};
