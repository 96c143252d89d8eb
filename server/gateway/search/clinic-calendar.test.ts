import { describe, expect, test } from 'vitest';
import { addDays, createClinicCalendar, isTimeZone } from './clinic-calendar.ts';

describe('a clinic calendar', () => {
  test.each([
    ['Europe/Istanbul', '2026-11-24', '2026-11-23T21:00:00Z', 24],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z', 25],
    // The clocks go forward at midnight, so that the day begins at 01:00.
    ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00Z', 23],
    // They go back at midnight, so that the hour before it comes twice.
    ['Asia/Beirut', '2026-10-25', '2026-10-24T22:00:00Z', 24],
    ['Asia/Beirut', '2026-10-24', '2026-10-23T21:00:00Z', 25],
  ])('begins the day in %s of %s at %s and ends it after %i hours', (zone, day, start, hours) => {
    const calendar = createClinicCalendar(zone);
    const begin = calendar.startOf(day);
    expect(new Date(begin).toISOString()).toBe(start.replace('Z', '.000Z'));
    expect((calendar.startOf(addDays(day, 1)) - begin) / 3_600_000).toBe(hours);
    expect([calendar.dayOf(begin - 1), calendar.dayOf(begin)]).toEqual([addDays(day, -1), day]);
  });

  test('takes the first of two equal wall clocks, and a moment after the change for a skipped one', () => {
    const { fromWallClock } = createClinicCalendar('America/New_York');
    const moment = (wall: string) => new Date(fromWallClock(Date.parse(wall))).toISOString();
    expect(moment('2026-11-01T01:30:00Z')).toBe('2026-11-01T05:30:00.000Z');
    expect(moment('2026-03-08T02:30:00Z')).toBe('2026-03-08T07:30:00.000Z');
    expect(moment('2026-06-01T12:00:00Z')).toBe('2026-06-01T16:00:00.000Z');
  });

  test('recognizes the names of time zones', () => {
    expect(['Europe/Istanbul', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
