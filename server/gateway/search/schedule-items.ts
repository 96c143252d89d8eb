import type { CalendarItem } from '#contract/calendar.ts';
import type { ScheduleItemBody } from '#contract/schedule.schema.ts';
import type { Instant } from '#contract/time.ts';
import type { ClinicCalendar } from './clinic-calendar.ts';
import { writeId, writeInstant } from './fields.ts';

const dayMs = 86_400_000;
const hasZone = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** A time without a zone is the wall clock of the feed's zone; the reader takes it as UTC. */
const inFeedZone = (at: Instant | null, days: ClinicCalendar): Instant | null =>
  at === null || at.epoch === null || hasZone.test(at.text)
    ? at
    : { ...at, epoch: days.fromWallClock(at.epoch) };

const writeItem = (item: CalendarItem, days: ClinicCalendar): ScheduleItemBody => {
  const { meta, show_details: showDetails } = item;
  const write = (at: Instant | null) => writeInstant(inFeedZone(at, days));
  // Its details are not the user's to see, whatever the service sends.
  const hidden = showDetails === false;
  return {
    kind: item.kind,
    reason: hidden ? null : item.reason,
    start_at: write(item.start_at),
    end_at: write(item.end_at),
    doctor_name: item.doctor_name,
    treatment_name: hidden ? null : item.treatment_name,
    time_label: item.time_label,
    appointment_id: hidden ? null : writeId(item.appointment_id),
    show_details: showDetails,
    meta: meta && {
      status: meta.status,
      status_label: meta.status_label,
      is_old_slot: meta.is_old_slot,
      reschedule_confirmation_pending: meta.reschedule_confirmation_pending,
      is_hard_reserved: meta.is_hard_reserved,
      original_scheduled_at: write(meta.original_scheduled_at),
      proposed_scheduled_at: write(meta.proposed_scheduled_at),
      pending_expires_at: write(meta.pending_expires_at),
    },
  };
};

interface ScheduleItems {
  /** Those that start in the range, by start; those without a start are last. */
  items: ScheduleItemBody[];
  /** Whether an item is more than a day outside of the range, so that the service ignored it. */
  isRangeIgnored: boolean;
}

const order = ({ start }: { start: number | null }): number => start ?? Number.POSITIVE_INFINITY;

/**
 * The items of a feed that start from `first` on and before `behind`, in milliseconds since 1970. The service may
 * interpret the range by day, so that items of a neighboring day are left out without being a sign.
 */
export const itemsInRange = (
  feed: readonly CalendarItem[],
  days: ClinicCalendar,
  first: number,
  behind: number,
): ScheduleItems => {
  const timed = feed.map((item) => ({ item, start: inFeedZone(item.start_at, days)?.epoch ?? null }));
  const inside = timed.filter(({ start }) => start === null || (start >= first && start < behind));
  return {
    items: inside
      .toSorted((a, b) => (order(a) === order(b) ? 0 : order(a) - order(b)))
      .map(({ item }) => writeItem(item, days)),
    isRangeIgnored: timed.some(
      ({ start }) => start !== null && (start < first - dayMs || start >= behind + dayMs),
    ),
  };
};
