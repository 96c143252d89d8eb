import { describe, expect, it } from 'vitest';
import { appointment, customer, treatment } from '#tests/fixtures/appointment.ts';
import { parseAppointment } from '#tests/fixtures/parsed-appointment.ts';
import { changedFields } from './changes.ts';

const changes = (before: unknown, after: unknown) =>
  [...changedFields(parseAppointment(before), parseAppointment(after))].toSorted();

describe('changedFields', () => {
  it('returns nothing when two responses are equal', () => {
    expect(changes(appointment(), appointment())).toEqual([]);
  });

  it('returns the path of each changed field', () => {
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

  it('returns added and removed list items and ignores their order', () => {
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

  it('compares items with the same id or none by position', () => {
    const twice = (first: string, second: string) =>
      appointment({ treatments: [treatment({ price: first }), treatment({ price: second })] });
    expect(changes(twice('1', '2'), twice('3', '2'))).toEqual(['treatments.101.price']);
    expect(changes(twice('1', '2'), twice('1', '3'))).toEqual(['treatments.101~2.price']);
    expect(changes(appointment(), twice('8500.00', '1'))).toEqual(['treatments.101~2']);
    const unnumbered = (...names: string[]) => ({ ...appointment(), assistants: names });
    expect(changes(unnumbered('A', 'B'), unnumbered('A', 'C'))).toEqual(['assistants.unnumbered~2.name']);
  });

  it('returns a relation that was added or removed', () => {
    expect(changes(appointment(), appointment({ room: null }))).toEqual(['room']);
  });

  it('ignores updated_at', () => {
    expect(changes(appointment(), appointment({ updated_at: '2026-11-22T00:00:00Z' }))).toEqual([]);
  });
});
