import { addDays } from '#lib/calendar.ts';
import type { LadderStep } from './ladder.ts';
import type { TreatmentNode } from './plan.ts';

/** A session on the axis; those without a day are not on it. */
export interface TimelineMark {
  key: string;
  step: LadderStep;
  /** Days after the appointment. */
  offset: number;
}

/** One treatment's line. */
export interface TimelineLane {
  key: string;
  treatment: TreatmentNode;
  marks: TimelineMark[];
  /** Sessions that have neither offset nor gap, and so no place on the axis. */
  unplaced: LadderStep[];
  /** Whether a place was taken from the gaps, because offsets are missing. */
  fromGaps: boolean;
}

/** A line across all lanes, so many days after the appointment. */
interface TimelineTick {
  offset: number;
  /** The calendar day, where the appointment has one. */
  day: string | null;
}

export interface Timeline {
  lanes: TimelineLane[];
  /** The first and last day of the axis, in days after the appointment. */
  from: number;
  to: number;
  ticks: TimelineTick[];
  /** Where today lies; null when it is not on the axis or the appointment has no day. */
  today: number | null;
}

const lane = (treatment: TreatmentNode): TimelineLane => {
  const sessions = treatment.children.flatMap((child) => (child.kind === 'session' ? [child] : []));
  return {
    key: treatment.key,
    treatment,
    marks: sessions.flatMap(({ key, step }) =>
      step.offset === null ? [] : [{ key, step, offset: step.offset }],
    ),
    unplaced: sessions.flatMap(({ step }) => (step.offset === null ? [step] : [])),
    fromGaps: sessions.some(({ step }) => step.source === 'gap'),
  };
};

/** Steps between lines: days, weeks, then about months and years. */
const steps = [1, 2, 7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640];

/** Lines that divide the axis into at most `most` parts, one of them the appointment's own day. */
const ticksOf = (from: number, to: number, day: string | null, most: number): TimelineTick[] => {
  const wanted = (to - from) / Math.max(1, most);
  const step = steps.find((one) => one >= wanted) ?? Math.ceil(wanted / 3640) * 3640;
  const ticks: TimelineTick[] = [];
  for (let offset = Math.ceil(from / step) * step; offset <= to; offset += step)
    ticks.push({ offset, day: day === null ? null : addDays(day, offset) });
  return ticks;
};

interface TimelineSettings {
  /** The clinic's calendar day of the appointment, and today's there: `YYYY-MM-DD`. */
  appointmentDay: string | null;
  /** Days from the appointment to today; null without an appointment's day. */
  today: number | null;
  /** The most parts the axis may be divided into. */
  parts: number;
}

/**
 * The plan on a time axis of the clinic's calendar days, the appointment's own as day 0. The axis reaches from the
 * first session to the last, day 0 included; today is on it where it lies within, or at most a week off.
 */
export const timelineOf = (
  tree: readonly TreatmentNode[],
  { appointmentDay, today, parts }: TimelineSettings,
): Timeline => {
  const lanes = tree.map(lane);
  let [from, to] = [0, 0];
  for (const { marks } of lanes)
    for (const { offset } of marks) [from, to] = [Math.min(from, offset), Math.max(to, offset)];
  const near = today !== null && today >= from - 7 && today <= to + 7;
  if (near) [from, to] = [Math.min(from, today), Math.max(to, today)];
  // An axis of no length has no scale.
  if (from === to) to = from + 1;
  return { lanes, from, to, ticks: ticksOf(from, to, appointmentDay, parts), today: near ? today : null };
};
