import { describe, expect, it } from 'vitest';
import type { Session } from '#contract/appointment.ts';
import { spanInDays, planSessions } from './session-dates.ts';

const session = (
  session_order: number | null,
  offset_days: number | null,
  next_gap_days: number | null = null,
): Session => ({
  id: String(session_order),
  session_order,
  offset_days,
  next_gap_days,
  products: [],
  other: [],
});

const ladder = (...sessions: Session[]) => planSessions(sessions, '2026-11-24');

describe('the ladder of sessions', () => {
  it('stands in the order of the sessions, those without one last and as they came', () => {
    expect(
      ladder(session(2, 21), session(null, 50), session(1, 0), session(null, 40)).map(({ offset }) => offset),
    ).toEqual([0, 21, 50, 40]);
  });

  it('plans each session so many days after the appointment', () => {
    expect(ladder(session(1, 0), session(2, 21), session(3, 42)).map(({ date }) => date)).toEqual([
      '2026-11-24',
      '2026-12-15',
      '2027-01-05',
    ]);
  });

  it('has offsets and no days where the appointment is not scheduled', () => {
    expect(planSessions([session(1, 0), session(2, 21)], null)).toMatchObject([
      { offset: 0, day: null },
      { offset: 21, day: null },
    ]);
  });

  it('flags a gap that disagrees with the next offset and keeps both', () => {
    const [, second, third] = ladder(session(1, 0, 14), session(2, 21, 21), session(3, 42));
    expect(second).toMatchObject({ offset: 21, conflict: { gap: 14, offsetFromGap: 14 } });
    expect(third?.conflict).toBeNull();
  });

  it('is built from the gaps where offsets are missing, and says so', () => {
    expect(ladder(session(1, null, 7), session(2, null, 14), session(3, null))).toMatchObject([
      { offset: 0, source: 'gap' },
      { offset: 7, source: 'gap' },
      { offset: 21, source: 'gap' },
    ]);
  });

  it('has no days where there is neither offset nor gap', () => {
    expect(ladder(session(1, null), session(2, null))).toMatchObject([
      { offset: null, source: null, date: null },
      { offset: null, source: null, date: null },
    ]);
  });

  it('spans from its first day to its last', () => {
    expect(spanInDays(ladder(session(1, 0), session(2, 63)))).toBe(63);
    expect(spanInDays(ladder(session(1, 0)))).toBeNull();
    expect(spanInDays(ladder(session(1, 0), session(2, null)))).toBeNull();
  });

  it('plans no day beyond the calendar', () => {
    expect(ladder(session(1, 99_999_999))[0]?.date).toBeNull();
  });
});
