import { describe, expect, it } from 'vitest';
import { parseAppointment } from '#tests/fixtures/parsed-appointment.ts';
import { relatedAppointments, timeRelation } from './related.ts';

describe('timeRelation', () => {
  const at = (scheduled_at: string | null) => parseAppointment({ id: 1, scheduled_at });

  it.each([
    ['2026-11-24T11:30:00Z', '2026-10-19T11:30:00Z', 'earlier'],
    ['2026-11-24T11:30:00Z', '2026-11-24T11:31:00Z', 'later'],
    ['2026-11-24T11:30:00Z', '2026-11-24T14:30:00+03:00', null],
    ['2026-11-24T11:30:00Z', null, null],
    [null, '2026-11-24T11:30:00Z', null],
    ['2026-11-24T11:30:00Z', 'tomorrow', null],
  ])('of %s to %s is %s', (own, other, relation) => {
    expect(timeRelation(at(own), at(other))).toBe(relation);
  });
});

describe('relatedAppointments', () => {
  const parentIds = (fields: object) =>
    relatedAppointments(parseAppointment({ id: 42, ...fields })).parents.map(({ id }) => id);

  it.each([
    ['the number alone', { parent_appointment_id: 38 }, ['38']],
    ['the same number', { parent_appointment_id: 38, parent_appointment: { id: 38 } }, ['38']],
    ['another number', { parent_appointment_id: 37, parent_appointment: { id: 38 } }, ['38', '37']],
    ['a record without a number', { parent_appointment_id: 37, parent_appointment: { code: 'A' } }, [null]],
    ['its own number', { parent_appointment_id: 42, parent_appointment: { id: 38 } }, ['38']],
  ])('lists the parents known by %s', (_, fields, ids) => {
    expect(parentIds(fields)).toEqual(ids);
  });
});
