import { describe, expect, it } from 'vitest';
import { parseTreatments } from '#tests/fixtures/parsed-appointment.ts';
import { spanInDays, planSessions } from './session-dates.ts';

const session = (
  session_order: number | null,
  offset_days: number | null,
  next_gap_days: number | null = null,
) => ({ session_order, offset_days, next_gap_days });

const ladder = (...sessions: ReturnType<typeof session>[]) => ladderFrom('2026-11-24', ...sessions);

const ladderFrom = (appointmentDate: string | null, ...sessions: ReturnType<typeof session>[]) =>
  planSessions(parseTreatments({ id: 1, sessions })[0]?.sessions ?? [], appointmentDate);

describe('planSessions', () => {
  it('sorts by session_order and keeps sessions without one last in their order', () => {
    expect(
      ladder(session(2, 21), session(null, 50), session(1, 0), session(null, 40)).map(({ offset }) => offset),
    ).toEqual([0, 21, 50, 40]);
  });

  it('plans each session offset_days after the appointment', () => {
    expect(ladder(session(1, 0), session(2, 21), session(3, 42)).map(({ date }) => date)).toEqual([
      '2026-11-24',
      '2026-12-15',
      '2027-01-05',
    ]);
  });

  it('returns offsets without days when the appointment is not scheduled', () => {
    expect(ladderFrom(null, session(1, 0), session(2, 21))).toMatchObject([
      { offset: 0, date: null },
      { offset: 21, date: null },
    ]);
  });

  it('reports a conflict when a gap contradicts the next offset', () => {
    const [, second, third] = ladder(session(1, 0, 14), session(2, 21, 21), session(3, 42));
    expect(second).toMatchObject({ offset: 21, conflict: { gap: 14, offsetFromGap: 14 } });
    expect(third?.conflict).toBeNull();
  });

  it('derives missing offsets from the gaps', () => {
    expect(ladder(session(1, null, 7), session(2, null, 14), session(3, null))).toMatchObject([
      { offset: 0, source: 'gap' },
      { offset: 7, source: 'gap' },
      { offset: 21, source: 'gap' },
    ]);
  });

  it('returns null when there is neither offset nor gap', () => {
    expect(ladder(session(1, null), session(2, null))).toMatchObject([
      { offset: null, source: null, date: null },
      { offset: null, source: null, date: null },
    ]);
  });

  it('returns a null day when the offset is beyond the calendar', () => {
    expect(ladder(session(1, 99_999_999))[0]?.date).toBeNull();
  });
});

describe('spanInDays', () => {
  it('returns the days from the first to the last session, or null when they are unknown', () => {
    expect(spanInDays(ladder(session(1, 0), session(2, 63)))).toBe(63);
    expect(spanInDays(ladder(session(1, 0)))).toBeNull();
    expect(spanInDays(ladder(session(1, 0), session(2, null)))).toBeNull();
  });
});
