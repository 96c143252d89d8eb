import { describe, expect, it } from 'vitest';
import { ReadContext } from './readers.ts';
import { calendarDay, instant } from './time.ts';

const readInstant = (value: unknown) => {
  const context = ReadContext.root();
  return { read: instant(value, context), deviations: context.deviations.length };
};

describe('instant', () => {
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
  ])('returns for %s: %s', (value, epoch, deviations) => {
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

describe('instant and calendarDay of an empty date', () => {
  it.each([
    '0000-00-00 00:00:00',
    '0000-00-00T00:00:00Z',
    '0000-00-00T00:00:00.000000+00:00',
    '0000-00-00',
    '-0001-11-30T00:00:00.000000Z',
    '-0001-11-30 00:00:00',
    '0001-01-01T00:00:00Z',
    '0001-01-01T00:00:00',
    ' 0 ',
    0,
  ])('return null for %j and report it', (value) => {
    for (const reader of [instant, calendarDay]) {
      const context = ReadContext.root();
      expect(reader(value, context)).toBeNull();
      expect(context.deviations).toEqual([expect.objectContaining({ expected: 'null' })]);
    }
  });

  it.each([null, undefined, '', '  ', []])('return null for %j without a deviation', (value) => {
    for (const reader of [instant, calendarDay]) {
      const context = ReadContext.root();
      expect(reader(value, context)).toBeNull();
      expect(context.deviations).toEqual([]);
    }
  });

  it.each(['0000-01-01T00:00:00Z', '0000-00-00T10:00:00Z', '0001-01-01', '1992-00-00', false])(
    'keep %j as the day or among the unread values',
    (value) => {
      const context = ReadContext.root();
      expect([calendarDay(value, context), ...context.unread].filter((entry) => entry !== null)).toHaveLength(
        1,
      );
    },
  );
});
