import { describe, expect, it } from 'vitest';
import type { Appointment } from '#contract/appointment.ts';
import { readAppointment } from '#contract/appointment.ts';
import { appointment, customer, treatment } from '#tests/fixtures/appointment.ts';
import { changedFields } from './changes.ts';

const read = (data: unknown): Appointment => {
  const { appointment: found } = readAppointment({ success: 'true', data });
  if (!found) throw new Error('The fixture holds no appointment.');
  return found;
};
const changes = (before: unknown, after: unknown) => [...changedFields(read(before), read(after))].toSorted();

describe('what changed', () => {
  it('is nothing where two answers say the same', () => {
    expect(changes(appointment(), appointment())).toEqual([]);
  });

  it('is named field by field', () => {
    expect(
      changes(
        appointment(),
        appointment({
          status: 'cancelled',
          scheduled_at: '2026-11-25T11:30:00Z',
          customer: customer({ phone_number: '1' }),
          treatments: [treatment({ price: '1.00' })],
        }),
      ),
    ).toEqual(['customer.phone_number', 'scheduled_at', 'status', 'treatments.101.price']);
  });

  it('is an item that came or went, whatever the order', () => {
    const [first, second] = [treatment(), treatment({ id: 102 })];
    expect(
      changes(appointment({ treatments: [first, second] }), appointment({ treatments: [second, first] })),
    ).toEqual([]);
    expect(
      changes(appointment({ treatments: [first] }), appointment({ treatments: [first, second] })),
    ).toEqual(['treatments.102']);
    expect(
      changes(appointment({ treatments: [first, second] }), appointment({ treatments: [second] })),
    ).toEqual(['treatments.101']);
  });

  it('is a relation that came or went', () => {
    expect(changes(appointment(), appointment({ room: null }))).toEqual(['room']);
  });

  it('is not when the record was touched', () => {
    expect(changes(appointment(), appointment({ updated_at: '2026-11-22T00:00:00Z' }))).toEqual([]);
  });
});
