import { describe, expect, it } from 'vitest';
import { dayInZone, startOfDay } from '#lib/format/zone.ts';
import { adjacentRange, daysOf, rangeOf, readScheduleView, shiftDate, weekOf } from './schedule-view.ts';

const hours = (date: string, next: string, zone: string): number =>
  (startOfDay(next, zone) - startOfDay(date, zone)) / 3_600_000;

describe('startOfDay', () => {
  it('gives the day on which the clocks go forward 23 hours', () => {
    expect(hours('2026-03-29', '2026-03-30', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-03-08', '2026-03-09', 'America/New_York')).toBe(23);
  });

  it('gives the day on which the clocks go back 25 hours', () => {
    expect(hours('2026-10-25', '2026-10-26', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-11-01', '2026-11-02', 'America/New_York')).toBe(25);
  });

  it('is the first instant of a day whose midnight does not exist', () => {
    const start = startOfDay('2026-09-06', 'America/Santiago');
    expect(dayInZone(start, 'America/Santiago')).toBe('2026-09-06');
    expect(dayInZone(start - 1, 'America/Santiago')).toBe('2026-09-05');
    expect(hours('2026-09-06', '2026-09-07', 'America/Santiago')).toBe(23);
  });

  it.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'UTC'])(
    'is midnight in %s',
    (zone) => {
      const start = startOfDay('2026-11-24', zone);
      expect(dayInZone(start, zone)).toBe('2026-11-24');
      expect(dayInZone(start - 1, zone)).toBe('2026-11-23');
    },
  );
});

describe('weekOf', () => {
  it.each(['2026-11-23', '2026-11-24', '2026-11-29'])('returns Monday to Sunday for %s', (date) => {
    expect(weekOf(date)).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  });

  it('crosses the end of a year and works before the year 2001', () => {
    expect(weekOf('2026-12-31')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(weekOf('1999-12-31')).toEqual({ from: '1999-12-27', to: '2000-01-02' });
  });
});

describe('readScheduleView', () => {
  const today = '2026-11-24';

  it('reads day, view and filters', () => {
    expect(readScheduleView('?tenant=1&date=2026-12-01&view=week&doctor=2&status=pending', today)).toEqual({
      date: '2026-12-01',
      view: 'week',
      doctor: '2',
      room: null,
      status: 'pending',
    });
  });

  it.each(['', '2026-02-30', '2026-13-01', 'tomorrow', '0000-01-01', '20261124'])(
    'returns today for the date "%s"',
    (date) => {
      expect(readScheduleView(`?date=${date}`, today).date).toBe(today);
    },
  );

  it('returns the list when the view is unknown', () => {
    expect(readScheduleView('?view=month', today).view).toBe('list');
  });
});

describe('shiftDate', () => {
  it('moves by a day, or by a week in the week view', () => {
    const view = readScheduleView('', '2026-11-30');
    expect(shiftDate(view, 1)).toBe('2026-12-01');
    expect(shiftDate({ ...view, view: 'week' }, -1)).toBe('2026-11-23');
  });
});

describe('daysOf and adjacentRange', () => {
  it('return every day of a range, and the days directly after or before it', () => {
    const range = rangeOf({ date: '2026-03-29', view: 'week' });
    expect(daysOf(range)).toHaveLength(7);
    expect(adjacentRange(range, 1, 7)).toEqual({ from: '2026-03-30', to: '2026-04-05' });
    expect(adjacentRange(range, -1, 1)).toEqual({ from: '2026-03-22', to: '2026-03-22' });
  });
});
