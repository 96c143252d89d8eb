import { expect, test } from 'vitest';
import { readCalendar } from '#contract/calendar.ts';
import { createClinicCalendar } from './clinic-calendar.ts';
import { itemsInRange } from './schedule-items.ts';

const days = createClinicCalendar('Europe/Istanbul');
const [first, behind] = [days.startOf('2026-11-24'), days.startOf('2026-11-25')];
const select = (...items: object[]) =>
  itemsInRange(readCalendar({ data: { items } }).items ?? [], days, first, behind);

test('items of the range are sorted by start, those without a start are last, and a neighboring day is left out', () => {
  const { items, isRangeIgnored } = select(
    { appointment_id: 3, start_at: null },
    { appointment_id: 2, start_at: '2026-11-24T20:59:59Z' },
    { appointment_id: 1, start_at: '2026-11-23T21:00:00Z' },
    { appointment_id: 4, start_at: '2026-11-24T21:00:00Z' },
  );
  expect(items.map((item) => item.appointment_id)).toEqual(['1', '2', '3']);
  expect(isRangeIgnored).toBe(false);
});

test('an item that is more than a day outside of the range shows that the service ignored it', () => {
  expect(select({ start_at: '2026-11-26T09:00:00Z' })).toEqual({ items: [], isRangeIgnored: true });
});

test("a time without a zone is the wall clock of the feed's zone", () => {
  expect(select({ start_at: '2026-11-24 14:30:00' }).items[0]?.start_at).toBe('2026-11-24T11:30:00.000Z');
});

test('an item whose details are hidden has no number, treatment or reason', () => {
  const hidden = {
    start_at: '2026-11-24T11:30:00Z',
    appointment_id: 42,
    treatment_name: 'Secret',
    reason: 'Secret',
    doctor_name: 'Dr. Selin Aydın',
    show_details: false,
  };
  const { items } = select(hidden);
  expect(items).toMatchObject([
    { appointment_id: null, doctor_name: 'Dr. Selin Aydın', show_details: false },
  ]);
  expect(JSON.stringify(items)).not.toContain('Secret');
});
