import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, ageOn, daysBetween } from './calendar.ts';

/** An independent implementation that counts day by day. */
const oracle = (date: string, days: number): string => {
  let [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const length = () =>
    month === 2
      ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
        ? 29
        : 28
      : [4, 6, 9, 11].includes(month)
        ? 30
        : 31;
  for (let left = days; left > 0; left -= 1) {
    day += 1;
    if (day > length()) [day, month] = [1, month + 1];
    if (month > 12) [month, year] = [1, year + 1];
  }
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
    '-',
  );
};

const day = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('addDays', () => {
  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(day, fc.nat(1500), (date, days) => {
        expect(addDays(date, days)).toBe(oracle(date, days));
      }),
    );
  });

  it('is undone by addDays(-n) and agrees with daysBetween', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        const there = addDays(date, days);
        expect(there === null ? null : addDays(there, -days)).toBe(date);
        expect(there === null ? null : daysBetween(date, there)).toBe(days);
      }),
    );
  });

  it.each([
    ['2026-01-01', 9_000_000],
    ['2026-01-01', -9_000_000],
    ['2026-01-01', Number.MAX_SAFE_INTEGER],
  ])('returns null when %s plus %d days is beyond the calendar', (date, days) => {
    expect(addDays(date, days)).toBeNull();
  });
});

describe('daysBetween', () => {
  it('counts beyond the year 9999', () => {
    expect(daysBetween('9999-12-31', '10000-01-01')).toBe(1);
  });
});

describe('ageOn', () => {
  it.each([
    ['1992-03-03', '2026-03-02', 33, 'year'],
    ['1992-03-03', '2026-03-03', 34, 'year'],
    ['2000-02-29', '2026-02-28', 25, 'year'],
    ['2000-02-29', '2026-03-01', 26, 'year'],
    ['1901-11-22', '2026-11-22', 125, 'year'],
    ['2024-11-22', '2026-11-22', 2, 'year'],
    ['2024-11-23', '2026-11-22', 23, 'month'],
    ['2026-05-06', '2026-11-22', 6, 'month'],
    ['2026-09-22', '2026-11-22', 2, 'month'],
    ['2026-09-23', '2026-11-22', 8, 'week'],
    ['2026-11-08', '2026-11-22', 2, 'week'],
    ['2026-11-09', '2026-11-22', 13, 'day'],
    ['2026-11-22', '2026-11-22', 0, 'day'],
  ])('returns the age of a person born on %s on %s: %d %ss', (birth, today, value, unit) => {
    expect(ageOn(birth, today)).toEqual({ value, unit });
  });

  it.each(['2027-01-01', '2026-11-23', '0001-01-01', '0000-12-31', '1900-01-01'])(
    'returns null for the implausible date of birth %s',
    (birth) => {
      expect(ageOn(birth, '2026-11-22')).toBeNull();
    },
  );
});
