import { expect, test } from 'vitest';
import { addDays, dayIn, instantAt, nextClockChange } from './local-time.ts';

test.each([
  ['2026-11-24', '14:30', 'Europe/Istanbul', '2026-11-24T11:30:00Z'],
  ['2026-07-01', '09:00', 'America/New_York', '2026-07-01T13:00:00Z'],
  ['2026-12-01', '09:00', 'America/New_York', '2026-12-01T14:00:00Z'],
  ['2026-07-01', '00:10', 'UTC', '2026-07-01T00:10:00Z'],
])('%s %s in %s is %s', (date, time, zone, instant) => {
  expect(instantAt(date, time, zone)).toBe(instant);
});

test('of an hour that comes twice it is the first', () => {
  expect(instantAt('2026-11-01', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00Z');
});

test('an hour that is skipped ends up as far after the jump', () => {
  expect(instantAt('2027-03-14', '02:30', 'America/New_York')).toBe('2027-03-14T07:30:00Z');
});

test('finds the day on which the clocks change, and which way', () => {
  expect(nextClockChange('2026-11-22', 'America/New_York')).toEqual({ date: '2027-03-14', back: false });
  expect(nextClockChange('2027-03-15', 'America/New_York')).toEqual({ date: '2027-11-07', back: true });
  expect(nextClockChange('2026-11-22', 'Europe/Istanbul')).toBeNull();
});

test('days run over months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
});

test('the day depends on the zone', () => {
  expect(dayIn('Europe/Istanbul', new Date('2026-11-22T22:30:00Z'))).toBe('2026-11-23');
});
