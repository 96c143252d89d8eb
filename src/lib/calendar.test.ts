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

describe('ageOn', () => {
  it.each([
    ['1992-03-03', '2026-03-02', 33],
    ['1992-03-03', '2026-03-03', 34],
    ['2000-02-29', '2026-02-28', 25],
    ['2000-02-29', '2026-03-01', 26],
    ['2026-11-22', '2026-11-22', 0],
    ['2027-01-01', '2026-11-22', null],
  ])('returns the age of a person born on %s on %s: %s', (birth, today, years) => {
    expect(ageOn(birth, today)).toBe(years);
  });
});
