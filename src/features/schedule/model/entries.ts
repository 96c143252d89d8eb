import { isIdentifier } from '#contract/endpoints.ts';
import type { Schedule } from '#contract/schedule.ts';
import { isCancelled } from '#features/appointments/components/header/status-badge.tsx';
import { normalizeCode } from '#features/appointments/model/codes.ts';
import { dayInZone } from '#lib/format/zone.ts';
import { keyMaker } from '#lib/with-keys.ts';

type ScheduleItem = Schedule['items'][number];

/** An item of the schedule as the page shows it. Times are in milliseconds since 1970. */
export interface Entry {
  /** Unique within the schedule, also if an appointment has two times. */
  key: string;
  item: ScheduleItem;
  /** The number of the record to open; null if there is none or the user may not see it. */
  id: string | null;
  start: number | null;
  /** Null if the service sends none, or one that is not after the start. */
  end: number | null;
  /** The clinic's day of the start. */
  day: string | null;
  /** The user may not see the details. */
  busy: boolean;
  cancelled: boolean;
  /** The appointment was moved away from this time. */
  moved: boolean;
}

/** The entries of a schedule in the order received, with days in the schedule's zone. */
export const entriesOf = ({ items }: Pick<Schedule, 'items'>, zone: string): Entry[] => {
  const makeKey = keyMaker();
  return items.map((item) => {
    const start = item.start_at?.epoch ?? null;
    const end = item.end_at?.epoch ?? null;
    const busy = item.show_details === false;
    const number = busy ? null : item.appointment_id;
    return {
      key: makeKey(number ?? `time-${start}`),
      item,
      id: number !== null && isIdentifier(number) ? number : null,
      start,
      end: start !== null && end !== null && end > start ? end : null,
      day: start === null ? null : dayInZone(start, zone),
      busy,
      cancelled: isCancelled(item.meta?.status ?? null),
      moved: item.meta?.is_old_slot === true,
    };
  });
};

/** Full minutes from start to end; null without an end. */
export const durationOf = ({ start, end }: Entry): number | null =>
  start === null || end === null ? null : Math.round((end - start) / 60_000);

/** The status for comparison; null if the service sends none. */
export const statusOf = ({ item }: Entry): string | null => {
  const status = item.meta?.status ?? null;
  return status === null ? null : normalizeCode(status);
};

/** Groups entries by a value, in the order of `keys`; entries of other values are left out. */
export const groupBy = <K>(
  entries: readonly Entry[],
  keys: readonly K[],
  keyOf: (entry: Entry) => K,
): { key: K; entries: Entry[] }[] => {
  const groups = new Map<K, Entry[]>(keys.map((key) => [key, []]));
  for (const entry of entries) groups.get(keyOf(entry))?.push(entry);
  return [...groups].map(([key, group]) => ({ key, entries: group }));
};

/** The names of doctors in alphabetical order; null, for entries without one, is last. */
export const doctorsOf = (
  entries: readonly Entry[],
  compare: (a: string, b: string) => number,
): (string | null)[] => {
  const names = new Set(entries.map(({ item }) => item.doctor_name));
  const named = [...names].filter((name) => name !== null).toSorted(compare);
  return names.has(null) ? [...named, null] : named;
};
