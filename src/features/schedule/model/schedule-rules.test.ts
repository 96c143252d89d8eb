import { describe, expect, it } from 'vitest';
import { readSchedule } from '#contract/schedule.ts';
import { schedule, scheduleItem } from '#tests/fixtures/schedule.ts';
import { startOfDay } from '#lib/format/zone.ts';
import { doctorsOf, durationOf, type Entry, entriesOf, groupBy } from './entries.ts';
import { doctorOptions, nameOf, selectEntries, statusOptions } from './filters.ts';
import { adjacentEntries, endOf } from './steps.ts';
import { hoursOf, maxLaneCount, placeEntries } from './time-grid.ts';

const istanbul = 'Europe/Istanbul';
const read = (items: readonly unknown[], zone = istanbul): Entry[] => {
  const parsed = readSchedule(schedule(items));
  return parsed ? entriesOf(parsed, zone) : [];
};
const at = (time: string, date = '2026-11-24'): string => `${date}T${time}:00.000Z`;
const compare = (a: string, b: string): number => a.localeCompare(b, 'en');
const all = { doctorName: null, room: null, status: null, rows: new Map() };

describe('entriesOf', () => {
  it('puts an appointment on the day of the schedule’s zone', () => {
    const items = [scheduleItem({ start: at('22:30') })];
    expect(read(items)[0]?.day).toBe('2026-11-25');
    expect(read(items, 'America/New_York')[0]?.day).toBe('2026-11-24');
  });

  it('has no record for a time whose details the user may not see', () => {
    expect(read([scheduleItem({ busy: true })])).toMatchObject([{ busy: true, id: null }]);
  });

  it('gives both times of a moved appointment a key of their own', () => {
    const entries = read([
      scheduleItem({ meta: { is_old_slot: true } }),
      scheduleItem({ start: at('13:00') }),
    ]);
    expect(entries.map(({ moved }) => moved)).toEqual([true, false]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(2);
  });

  it('has no duration without an end after the start', () => {
    const [open, whole, wrong] = read([
      scheduleItem({ end: null }),
      scheduleItem({ end: at('12:15') }),
      scheduleItem({ end: at('11:30') }),
    ]).map((entry) => durationOf(entry));
    expect([open, whole, wrong]).toEqual([null, 45, null]);
  });

  it('never throws for malformed values', () => {
    expect(
      read([{}, { start_at: 'soon', appointment_id: 7, meta: [] }, { show_details: 'perhaps' }]),
    ).toHaveLength(3);
  });
});

describe('groupBy', () => {
  it('keeps the order of the columns, and columns without appointments', () => {
    const entries = read([
      scheduleItem({ doctor: 'B' }),
      scheduleItem({ doctor: null }),
      scheduleItem({ doctor: 'A' }),
    ]);
    expect(doctorsOf(entries, compare)).toEqual(['A', 'B', null]);
    const groups = groupBy(entries, ['A', 'C', null], ({ item }) => item.doctor_name);
    expect(groups.map(({ key, entries: own }) => [key, own.length])).toEqual([
      ['A', 1],
      ['C', 0],
      [null, 1],
    ]);
  });
});

describe('filters', () => {
  const users = [
    { id: '2', name: 'Dr. Can Öz', other: [] },
    { id: '3', name: 'Dr. Can Öz', other: [] },
    { id: '4', name: 'Reception', other: [] },
  ];
  const entries = read([
    scheduleItem({ id: '1', doctor: 'Dr. Can Öz', status: 'Pending' }),
    scheduleItem({ id: '2', doctor: 'Mert Kaya', status: 'no-show' }),
    scheduleItem({ busy: true, doctor: 'Mert Kaya', status: null }),
  ]);
  const ids = (selected: readonly Entry[]) => selected.map(({ id }) => id);

  it('select the appointments of both users who share a name', () => {
    for (const id of ['2', '3'])
      expect(ids(selectEntries(entries, { ...all, doctorName: nameOf(users, id) }).selected)).toEqual(['1']);
  });

  it('offer a shared name once, with the selected number', () => {
    expect(doctorOptions(entries, users, null)).toEqual([{ id: '2', name: 'Dr. Can Öz' }]);
    expect(doctorOptions(entries, users, '3')).toEqual([{ id: '3', name: 'Dr. Can Öz' }]);
  });

  it('match a status regardless of case and separators', () => {
    expect(ids(selectEntries(entries, { ...all, status: 'NO_SHOW' }).selected)).toEqual(['2']);
    expect(statusOptions(entries, 'arrived')).toEqual(['arrived', 'no_show', 'pending']);
  });

  it('count the entries whose details are loading and the entries without details', () => {
    const room = { ...all, room: '9', rows: new Map([['1', null]]) };
    expect(selectEntries(entries, room)).toEqual({ selected: [], pending: 1, unknown: 2 });
  });

  it('leave all entries pending until the name of the doctor is loaded', () => {
    expect(selectEntries(entries, { ...all, doctorName: undefined })).toMatchObject({
      selected: [],
      pending: 3,
    });
  });
});

describe('placeEntries', () => {
  const dayStart = startOfDay('2026-11-24', istanbul);
  const dayEnd = startOfDay('2026-11-25', istanbul);
  const place = (...times: [string, string | null][]) =>
    placeEntries(
      read(
        times.map(([start, end], index) =>
          scheduleItem({ id: `${index + 1}`, start: at(start), end: end && at(end) }),
        ),
      ),
      dayStart,
      dayEnd,
    ).map(({ entry, lane, lanes }) => `${entry.id}: ${lane + 1}/${lanes}`);

  it('puts overlapping appointments side by side', () => {
    expect(place(['09:00', '10:00'], ['09:30', '10:30'], ['10:00', '11:00'])).toEqual([
      '1: 1/2',
      '2: 2/2',
      '3: 1/2',
    ]);
  });

  it('gives an appointment the whole width when the next one begins at its end', () => {
    expect(place(['09:00', '10:00'], ['10:00', '11:00'])).toEqual(['1: 1/1', '2: 1/1']);
  });

  it('treats an appointment without an end as half an hour', () => {
    expect(place(['09:00', null], ['09:15', '10:00'], ['10:00', '10:30'])).toEqual([
      '1: 1/2',
      '2: 2/2',
      '3: 1/1',
    ]);
  });

  it.each([
    ['2026-03-29', 23, '10:00', 9],
    ['2026-10-25', 25, '09:00', 11],
  ])('places 10:00 of %s, a day of %i hours, by the time that has passed', (date, hours, utc, elapsed) => {
    const zone = 'Europe/Berlin';
    const start = startOfDay(date, zone);
    const end = start + hours * 3_600_000;
    const local = utc === '10:00' ? '08:00' : '09:00';
    const [placed] = placeEntries(read([scheduleItem({ start: at(local, date) })], zone), start, end);
    expect(placed?.top).toBe(elapsed * 60);
    expect(hoursOf([placed ? [placed] : []], hours)).toEqual({ first: 9, last: 17 });
  });

  it('cuts off the parts before and after the day', () => {
    const [placed] = placeEntries(
      read([scheduleItem({ start: at('20:00', '2026-11-23'), end: at('22:30', '2026-11-23') })]),
      dayStart,
      dayEnd,
    );
    expect(placed).toMatchObject({ top: 0, minutes: 90 });
  });

  it('shows every hour with an appointment', () => {
    const placed = placeEntries(
      read([scheduleItem({ start: at('03:30') }), scheduleItem({ start: at('19:40') })]),
      dayStart,
      dayEnd,
    );
    expect(hoursOf([placed], 24)).toEqual({ first: 6, last: 24 });
    expect(maxLaneCount(placed)).toBe(1);
  });
});

describe('adjacentEntries', () => {
  const entries = read([
    scheduleItem({ id: '1' }),
    scheduleItem({ busy: true }),
    scheduleItem({ id: '2', meta: { is_old_slot: true } }),
    scheduleItem({ id: '2', status: 'cancelled' }),
    scheduleItem({ id: '3', start: null }),
  ]);

  it('steps over times without a record, moved times, and appointments without a time', () => {
    expect(adjacentEntries(entries, '1').next?.id).toBe('2');
    expect(adjacentEntries(entries, '2')).toMatchObject({ found: true, previous: { id: '1' }, next: null });
    expect(endOf(entries, 1)?.id).toBe('1');
    expect(endOf(entries, -1)?.id).toBe('2');
  });

  it('has no neighbors for a record that is not in the list', () => {
    expect(adjacentEntries(entries, '9')).toEqual({ found: false, previous: null, next: null });
  });
});
