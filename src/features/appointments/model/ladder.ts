import type { Session } from '#contract/appointment.ts';
import { addDays } from '#lib/calendar.ts';

/** One session's place in its treatment's plan. */
export interface LadderStep {
  session: Session;
  /** The number it is called by: its own order, else its place in the list. */
  number: number;
  /** Days after the appointment; null where the service says neither offset nor gap. */
  offset: number | null;
  /** Where `offset` was taken from: the session itself, or the gaps before it. */
  source: 'offset' | 'gap' | null;
  /** The planned calendar day, `YYYY-MM-DD`; null without an offset or without an appointment's day. */
  day: string | null;
  /** Set where the gap after the session before leads to another day than this session's own offset. */
  conflict: { gap: number; offsetByGap: number } | null;
}

/** The sessions in their order; those without one keep their place behind the others. */
const ordered = (sessions: readonly Session[]): Session[] =>
  sessions.toSorted((a, b) => (a.session_order ?? Number.MAX_VALUE) - (b.session_order ?? Number.MAX_VALUE));

/**
 * When each session is planned: the appointment's own day plus the session's `offset_days`; where an offset is
 * missing, the offset before it plus `next_gap_days`. `appointmentDay` is the clinic's calendar day.
 */
export const sessionLadder = (sessions: readonly Session[], appointmentDay: string | null): LadderStep[] => {
  const steps: LadderStep[] = [];
  for (const [index, session] of ordered(sessions).entries()) {
    const before = steps.at(-1);
    const gap = before?.session.next_gap_days ?? null;
    // With no offset at all the ladder starts on the appointment's day, if a gap shows that there is one.
    const startsLadder = before === undefined && session.next_gap_days !== null;
    const byGap = before
      ? before.offset === null || gap === null
        ? null
        : before.offset + gap
      : startsLadder
        ? 0
        : null;
    const offset = session.offset_days ?? byGap;
    steps.push({
      session,
      number: session.session_order ?? index + 1,
      offset,
      source: session.offset_days !== null ? 'offset' : byGap !== null ? 'gap' : null,
      day: offset === null || appointmentDay === null ? null : addDays(appointmentDay, offset),
      conflict:
        before &&
        gap !== null &&
        byGap !== null &&
        session.offset_days !== null &&
        byGap !== session.offset_days
          ? { gap, offsetByGap: byGap }
          : null,
    });
  }
  return steps;
};

/** Days from the first to the last session; null where one of the two has no offset, or there is only one. */
export const ladderSpan = (steps: readonly LadderStep[]): number | null => {
  const offsets = steps.flatMap(({ offset }) => (offset === null ? [] : [offset]));
  if (steps.length < 2 || offsets.length < steps.length) return null;
  return Math.max(...offsets) - Math.min(...offsets);
};
