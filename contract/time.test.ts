import { describe, expect, it } from 'vitest';
import { ReadContext } from './readers.ts';
import { calendarDay, instant } from './time.ts';

const readInstant = (value: unknown) => {
  const context = ReadContext.root();
  return { read: instant(value, context), deviations: context.deviations.length };
};

describe('moment', () => {
  it.each([
    ['2026-11-24T11:30:00Z', Date.UTC(2026, 10, 24, 11, 30), 0],
    ['2026-11-24T11:30:00.250Z', Date.UTC(2026, 10, 24, 11, 30, 0, 250), 0],
    ['2026-11-24T14:30:00+03:00', Date.UTC(2026, 10, 24, 11, 30), 0],
    ['2026-11-24T06:00-0530', Date.UTC(2026, 10, 24, 11, 30), 0],
    ['2026-11-24 11:30:00', Date.UTC(2026, 10, 24, 11, 30), 1],
    ['2026-11-24', null, 1],
    ['2026-02-30T11:30:00Z', null, 1],
    ['tomorrow', null, 1],
    [1700000000, null, 1],
  ])('reads %s', (value, epoch, deviations) => {
    expect(readInstant(value)).toEqual({ read: { epoch, text: String(value) }, deviations });
  });
});

describe('calendarDay', () => {
  it.each([
    ['1992-03-03T00:00:00Z', '1992-03-03'],
    ['1992-03-03T23:59:59-11:00', '1992-03-03'],
    ['1992-03-03', '1992-03-03'],
    ['0099-01-01', '0099-01-01'],
    ['1991-02-29', null],
    ['03.03.1992', null],
  ])('returns the written day of %s: %s', (value, date) => {
    expect(calendarDay(value, ReadContext.root())).toEqual({ date, text: value });
  });
});
