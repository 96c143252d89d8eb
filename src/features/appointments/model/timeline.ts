import { addDays } from '#lib/calendar.ts';
import type { PlannedSession } from './session-dates.ts';
import { isDeleted, type SessionNode, type TreatmentNode } from './plan.ts';

/** A session on the axis. */
export interface TimelineMark {
  key: string;
  planned: PlannedSession;
  /** Days after the appointment. */
  offset: number;
}

/** The sessions of one treatment, without deleted ones. */
export interface TimelineLane {
  key: string;
  treatment: TreatmentNode;
  sessions: SessionNode[];
  marks: TimelineMark[];
  /** Sessions with neither offset nor gap, which have no place on the axis. */
  unplaced: PlannedSession[];
  /** Whether an offset was computed from the gaps. */
  fromGaps: boolean;
}

/** A vertical line across all lanes. */
interface TimelineTick {
  /** Days after the appointment. */
  offset: number;
  /** `YYYY-MM-DD`; null if the appointment is not scheduled. */
  date: string | null;
}

export interface Timeline {
  lanes: TimelineLane[];
  /** The first and last day of the axis, in days after the appointment. */
  from: number;
  to: number;
  ticks: TimelineTick[];
  /** Today, in days after the appointment; null if it is not on the axis. */
  today: number | null;
}

const lane = (treatment: TreatmentNode): TimelineLane => {
  const sessions = treatment.children.flatMap((child) =>
    child.kind === 'session' && !isDeleted(child.planned.session) ? [child] : [],
  );
  return {
    key: treatment.key,
    treatment,
    sessions,
    marks: sessions.flatMap(({ key, planned }) =>
      planned.offset === null ? [] : [{ key, planned, offset: planned.offset }],
    ),
    unplaced: sessions.flatMap(({ planned }) => (planned.offset === null ? [planned] : [])),
    fromGaps: sessions.some(({ planned }) => planned.source === 'gap'),
  };
};

/** Days between ticks: days, weeks, about months, about years. */
const tickIntervals = [1, 2, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640];

/** Ticks that divide the axis into at most `maxParts` parts; one of them is the appointment's date. */
const createTicks = (from: number, to: number, date: string | null, maxParts: number): TimelineTick[] => {
  const minInterval = (to - from) / Math.max(1, maxParts);
  const interval = tickIntervals.find((days) => days >= minInterval) ?? Math.ceil(minInterval / 3640) * 3640;
  const ticks: TimelineTick[] = [];
  for (let offset = Math.ceil(from / interval) * interval; offset <= to; offset += interval)
    ticks.push({ offset, date: date === null ? null : addDays(date, offset) });
  return ticks;
};

interface TimelineSettings {
  /** `YYYY-MM-DD`, clinic calendar. */
  appointmentDate: string | null;
  /** Days from the appointment to today; null if it is not scheduled. */
  today: number | null;
  /** The maximum number of parts between ticks. */
  maxParts: number;
}

/**
 * The plan, without deleted treatments and sessions, on an axis of days after the appointment. It reaches from the first session to the last, day 0 included,
 * and to today if that is at most a week beyond.
 */
export const createTimeline = (
  tree: readonly TreatmentNode[],
  { appointmentDate, today, maxParts }: TimelineSettings,
): Timeline => {
  const lanes = tree.filter(({ treatment }) => !isDeleted(treatment)).map(lane);
  const offsets = lanes.flatMap(({ marks }) => marks.map(({ offset }) => offset));
  let from = offsets.reduce((first, offset) => Math.min(first, offset), 0);
  let to = offsets.reduce((last, offset) => Math.max(last, offset), 0);
  const near = today !== null && today >= from - 7 && today <= to + 7;
  if (near) [from, to] = [Math.min(from, today), Math.max(to, today)];
  // An axis without length has no scale.
  if (from === to) to = from + 1;
  return {
    lanes,
    from,
    to,
    ticks: createTicks(from, to, appointmentDate, maxParts),
    today: near ? today : null,
  };
};
