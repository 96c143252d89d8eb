import { describe, expect, test } from 'vitest';
import { csvHeader, toCsvLine, toJsonLine } from './format.ts';
import { readTime } from './span.ts';
import type { Entry } from './store.ts';

const entry: Entry = {
  at: new Date('2026-11-22T09:00:00.123Z'),
  who: 'user:u1',
  clinic: '1',
  appointment: '42',
  action: 'opened',
  requestId: 'request-1',
};

test('an entry is one line of JSON, or of CSV', () => {
  expect(toJsonLine(entry)).toBe(
    '{"at":"2026-11-22T09:00:00.123Z","who":"user:u1","clinic":"1","appointment":"42","action":"opened","request_id":"request-1"}',
  );
  expect(`${csvHeader}\n${toCsvLine(entry)}\n`).toBe(
    'at,who,clinic,appointment,action,request_id\r\n' +
      '"2026-11-22T09:00:00.123Z","user:u1","1","42","opened","request-1"\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠x'])(
  'a text that a spreadsheet would calculate stays a text: %j',
  (text) => {
    expect(toCsvLine({ ...entry, who: text })).toContain(`"'${text}"`);
    expect(toCsvLine({ ...entry, requestId: text })).toContain(`"'${text}"`);
  },
);

test('a quote, a comma and a line end stay inside their cell', () => {
  expect(toCsvLine({ ...entry, who: 'a","b\r\nc' })).toContain(',"a"",""b\r\nc","1",');
});

describe('a time on the command line', () => {
  test.each([
    ['2026-11-01', 'UTC', 'begin', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01', 'UTC', 'end', '2026-11-02T00:00:00.000Z'],
    ['2026-11-01', 'Europe/Istanbul', 'begin', '2026-10-31T21:00:00.000Z'],
    ['2026-12-31', 'Asia/Tokyo', 'end', '2026-12-31T15:00:00.000Z'],
    // The day after begins in summer time, an hour earlier by UTC.
    ['2026-03-29', 'Europe/Berlin', 'begin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', 'end', '2026-03-29T22:00:00.000Z'],
    ['2026-11-01', 'America/New_York', 'end', '2026-11-02T05:00:00.000Z'],
    ['2026-11-01T09:00Z', 'Asia/Tokyo', 'begin', '2026-11-01T09:00:00.000Z'],
    ['2026-11-01T09:00:00.5+03:00', 'UTC', 'end', '2026-11-01T06:00:00.500Z'],
  ] as const)('%s in %s as %s is %s', (text, zone, as, time) => {
    expect(readTime(text, zone, as)?.toISOString()).toBe(time);
  });

  test.each(['', '2026-02-30', '2026-13-01', '2026-11-01T09:00', '2026-11-01T25:00Z', 'yesterday', '1'])(
    'is not %j',
    (text) => expect(readTime(text, 'UTC', 'begin')).toBeNull(),
  );
});
