import { describe, expect, test } from 'vitest';
import { appointmentsOf, findNext } from './appointments-of-customer.ts';
import { createCapability } from './capability.ts';

const at = (id: number, scheduled_at: string | null, fields: object = {}) => ({
  id,
  customer_id: 7,
  scheduled_at,
  status: 'confirmed',
  ...fields,
});
const read = (...rows: object[]) => appointmentsOf(rows, '7', createCapability()).rows;

describe('appointmentsOf', () => {
  test.each([
    ["another customer's", at(1, null, { customer_id: 8 })],
    ['one without a customer', at(1, null, { customer_id: null })],
    ['one whose customers contradict each other', at(1, null, { customer: { id: 8 } })],
  ])('marks the filter as unsupported when a record is %s', (_, record) => {
    let now = 0;
    const capability = createCapability(() => now);
    expect(() => appointmentsOf([at(2, null), record], '7', capability)).toThrow('does not support');
    expect(capability.isUnsupported()).toBe(true);
    now = 10 * 60_000;
    expect(capability.isUnsupported()).toBe(false);
  });

  test('accepts the customer of the nested record', () => {
    expect(read({ id: 1, customer: { id: 7 } })).toHaveLength(1);
  });
});

describe('findNext', () => {
  const today = Date.parse('2026-11-24T00:00:00Z');
  const now = Date.parse('2026-11-24T12:00:00Z');
  const nextOf = (...rows: object[]) => findNext(read(...rows), today, now)?.id ?? null;

  test('returns the first appointment from now on, in any order of the rows', () => {
    expect(
      nextOf(at(1, '2026-12-01T09:00:00Z'), at(2, '2026-11-24T15:00:00Z'), at(3, '2026-11-24T09:00:00Z')),
    ).toBe('2');
  });

  test('returns the last of today when none follows', () => {
    expect(nextOf(at(1, '2026-11-24T08:00:00Z'), at(2, '2026-11-24T09:00:00Z'))).toBe('2');
  });

  test('leaves out cancelled, completed, deleted, past and unscheduled appointments', () => {
    expect(
      nextOf(
        at(1, '2026-11-25T09:00:00Z', { status: 'cancelled' }),
        at(2, '2026-11-24T09:00:00Z', { status: 'completed' }),
        at(3, '2026-11-25T09:00:00Z', { deleted_at: '2026-11-01T00:00:00Z' }),
        at(4, '2026-11-23T09:00:00Z'),
        at(5, null),
      ),
    ).toBeNull();
  });
});
