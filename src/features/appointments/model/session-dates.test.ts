import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayInZone } from '#lib/format/zone.ts';
import { parseTreatments } from '#tests/fixtures/parsed-appointment.ts';
import { planSessions, spanInDays } from './session-dates.ts';

const session = (
  session_order: number | null,
  offset_days: number | null,
  next_gap_days: number | null = null,
) => ({ session_order, offset_days, next_gap_days });

const planned = (...sessions: ReturnType<typeof session>[]) => plannedFrom('2026-11-24', ...sessions);

const plannedFrom = (appointmentDate: string | null, ...sessions: ReturnType<typeof session>[]) =>
  planSessions(parseTreatments({ id: 1, sessions })[0]?.sessions ?? [], appointmentDate);

/** An independent calculation: noon of the day in the zone, moved by whole days. */
const wallClockDay = (epoch: number, zone: string, days: number): string => {
  const [year = 0, month = 1, day = 1] = dayInZone(epoch, zone).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days, 12)).toISOString().slice(0, 10);
};

describe('planSessions', () => {
  it('sorts by session_order and keeps sessions without one last in their order', () => {
    expect(
      planned(session(2, 21), session(null, 50), session(1, 0), session(null, 40)).map(
        ({ offset }) => offset,
      ),
    ).toEqual([0, 21, 50, 40]);
  });

  it('plans each session offset_days after the appointment', () => {
    expect(planned(session(1, 0), session(2, 21), session(3, 42)).map(({ date }) => date)).toEqual([
      '2026-11-24',
      '2026-12-15',
      '2027-01-05',
    ]);
  });

  it('returns offsets without days when the appointment is not scheduled', () => {
    expect(plannedFrom(null, session(1, 0), session(2, 21))).toMatchObject([
      { offset: 0, date: null },
      { offset: 21, date: null },
    ]);
  });

  it('reports a conflict when a gap contradicts the next offset', () => {
    const [, second, third] = planned(session(1, 0, 14), session(2, 21, 21), session(3, 42));
    expect(second).toMatchObject({ offset: 21, conflict: { gap: 14, offsetFromGap: 14 } });
    expect(third?.conflict).toBeNull();
  });

  it('derives missing offsets from the gaps', () => {
    expect(planned(session(1, null, 7), session(2, null, 14), session(3, null))).toMatchObject([
      { offset: 0, source: 'gap' },
      { offset: 7, source: 'gap' },
      { offset: 21, source: 'gap' },
    ]);
  });

  it('returns null when there is neither offset nor gap', () => {
    expect(planned(session(1, null), session(2, null))).toMatchObject([
      { offset: null, source: null, date: null },
      { offset: null, source: null, date: null },
    ]);
  });

  it('returns a null day when the offset is beyond the calendar', () => {
    expect(planned(session(1, 99_999_999))[0]?.date).toBeNull();
  });

  it('counts days of the clinic’s calendar across daylight saving changes', () => {
    const zones = [
      'Europe/Istanbul',
      'America/New_York',
      'Europe/Berlin',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.constantFrom(...zones),
        fc.array(fc.integer({ min: -30, max: 900 }), { minLength: 1, maxLength: 6 }),
        (epoch, zone, offsets) => {
          const [treatment] = parseTreatments({
            id: 1,
            sessions: offsets.map((offset_days) => ({ offset_days })),
          });
          const sessions = planSessions(treatment?.sessions ?? [], dayInZone(epoch, zone));
          expect(sessions.map(({ date }) => date)).toEqual(
            offsets.map((offset) => wallClockDay(epoch, zone, offset)),
          );
        },
      ),
    );
  });
});

describe('spanInDays', () => {
  it('returns the days from the first to the last session, or null when they are unknown', () => {
    expect(spanInDays(planned(session(1, 0), session(2, 63)))).toBe(63);
    expect(spanInDays(planned(session(1, 0)))).toBeNull();
    expect(spanInDays(planned(session(1, 0), session(2, null)))).toBeNull();
  });
});
