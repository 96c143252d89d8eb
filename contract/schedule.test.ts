import { describe, expect, test } from 'vitest';
import { readCalendar } from './calendar.ts';
import { readCustomerSearch } from './customers.ts';
import { readSchedule, readScheduleRows } from './schedule.ts';

const item = {
  kind: 'appointment',
  start_at: '2026-11-24T11:30:00Z',
  end_at: null,
  doctor_name: 'Dr. Selin Aydın',
  appointment_id: 42,
  show_details: true,
  meta: { status: 'confirmed', is_old_slot: false, original_scheduled_at: null },
};

describe('readCalendar', () => {
  test('reads items and their meta without deviations when they are as documented', () => {
    const { timezone, items, deviations } = readCalendar({
      success: 'true',
      data: { from: '2026-11-24', to: '2026-11-24', timezone: 'Europe/Istanbul', items: [item] },
    });
    expect([timezone, deviations]).toEqual(['Europe/Istanbul', []]);
    expect(items?.[0]).toMatchObject({
      start_at: { epoch: Date.parse('2026-11-24T11:30:00Z') },
      appointment_id: '42',
      show_details: true,
      meta: { status: 'confirmed', is_old_slot: false },
    });
  });

  test('keeps malformed values as text and reports them', () => {
    const malformed = { ...item, start_at: 'tomorrow', appointment_id: '42', show_details: 1, meta: [] };
    const { items, deviations } = readCalendar({ data: { items: [malformed, 'x'] } });
    expect(items).toMatchObject([
      { start_at: { epoch: null, text: 'tomorrow' }, appointment_id: '42', show_details: true, meta: null },
    ]);
    expect(deviations.map(({ path, expected }) => `${path}: ${expected}`)).toEqual([
      'data.items[0].start_at: a date with time',
      'data.items[0].appointment_id: a whole number',
      'data.items[1]: an object',
    ]);
  });

  test.each([null, 'x', 7, [], {}, { data: [] }, { data: 'x' }])('reads no items from %j', (response) => {
    expect(readCalendar(response).items).toBeNull();
  });
});

describe('readers of the gateway', () => {
  test('return the deviations that the gateway found together with their own', () => {
    const schedule = readSchedule({
      from: '2026-11-24',
      to: '2026-11-24',
      complete: 'yes',
      items: [{ ...item, appointment_id: '42' }],
      deviations: [
        { path: 'data.items[0].end_at', expected: 'a date', received: 'text', count: 2 },
        { path: 'x', expected: 'unheard of', received: 'text', count: 1 },
      ],
    });
    expect(schedule).toMatchObject({ from: '2026-11-24', complete: null });
    expect(schedule?.items[0]?.appointment_id).toBe('42');
    expect(schedule?.deviations.map(({ path }) => path)).toEqual([
      'data.items[0].end_at',
      'complete',
      'deviations[1]',
    ]);
  });

  test('return the problem of a row that could not be loaded', () => {
    const rows = readScheduleRows({ rows: [{ id: '3', row: null, problem: { error: 'forbidden' } }] });
    expect(rows?.rows).toMatchObject([
      { id: '3', row: null, problem: { error: 'forbidden', retry_after: null } },
    ]);
  });

  test.each([null, 'x', []])('return null for %j, which is not an object', (response) => {
    expect([readSchedule(response), readCustomerSearch(response)]).toEqual([null, null]);
  });
});
