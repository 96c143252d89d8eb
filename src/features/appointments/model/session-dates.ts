import type { Session } from '#contract/appointment.ts';
import { addDays } from '#lib/calendar.ts';

/** A session with its number and planned date. */
export interface PlannedSession {
  session: Session;
  /** The session's order, else its position in the list. */
  number: number;
  /** Days after the appointment; null if neither offset nor gap is known. */
  offset: number | null;
  /** The origin of `offset`: the session's own offset, or the previous session's offset plus its gap. */
  source: 'offset' | 'gap' | null;
  /** `YYYY-MM-DD`; null without an offset or without the appointment's date. */
  date: string | null;
  /** Set if the previous session's gap contradicts this session's own offset. */
  conflict: { gap: number; offsetFromGap: number } | null;
}

/** Sessions without an order are last, in the order received. */
const sortSessions = (sessions: readonly Session[]): Session[] =>
  sessions.toSorted((a, b) => (a.session_order ?? Number.MAX_VALUE) - (b.session_order ?? Number.MAX_VALUE));

const offsetAfter = (previous: PlannedSession): number | null => {
  const gap = previous.session.next_gap_days;
  return previous.offset === null || gap === null ? null : previous.offset + gap;
};

/**
 * Plans each session for the appointment's date (`YYYY-MM-DD`, clinic calendar) plus `offset_days`. A missing offset
 * is the previous offset plus `next_gap_days`; without any offset, a first session with a gap is on the date itself.
 */
export const planSessions = (
  sessions: readonly Session[],
  appointmentDate: string | null,
): PlannedSession[] => {
  const planned: PlannedSession[] = [];
  for (const [index, session] of sortSessions(sessions).entries()) {
    const previous = planned.at(-1);
    const gap = previous?.session.next_gap_days ?? null;
    const startsPlan = previous === undefined && session.next_gap_days !== null;
    const offsetFromGap = previous ? offsetAfter(previous) : startsPlan ? 0 : null;
    const offset = session.offset_days ?? offsetFromGap;
    const contradicts =
      session.offset_days !== null && offsetFromGap !== null && session.offset_days !== offsetFromGap;
    planned.push({
      session,
      number: session.session_order ?? index + 1,
      offset,
      source: session.offset_days !== null ? 'offset' : offsetFromGap !== null ? 'gap' : null,
      date: offset === null || appointmentDate === null ? null : addDays(appointmentDate, offset),
      conflict: contradicts && gap !== null ? { gap, offsetFromGap } : null,
    });
  }
  return planned;
};

/** Days from the first to the last session; null for a single session or if an offset is unknown. */
export const spanInDays = (planned: readonly PlannedSession[]): number | null => {
  const offsets = planned.flatMap(({ offset }) => (offset === null ? [] : [offset]));
  if (planned.length < 2 || offsets.length < planned.length) return null;
  return Math.max(...offsets) - Math.min(...offsets);
};
