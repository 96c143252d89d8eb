import { expect, it } from 'vitest';
import { type CustomerAppointment, groupAppointments } from './group-appointments.ts';

const appointment = (
  id: string,
  epoch: number | null,
  fields: Partial<CustomerAppointment> = {},
): CustomerAppointment => ({
  id,
  code: null,
  scheduledAt: epoch === null ? null : { epoch, text: '' },
  status: 'confirmed',
  deleted: false,
  doctor: null,
  room: null,
  treatments: [],
  ...fields,
});

const group = (appointments: CustomerAppointment[]) => {
  const groups = groupAppointments(
    appointments,
    (epoch) => epoch < 100,
    (status) => status === 'cancelled',
  );
  const ids = (list: readonly CustomerAppointment[]) => list.map(({ id }) => id);
  return { upcoming: ids(groups.upcoming), past: ids(groups.past), cancelled: ids(groups.cancelled) };
};

it('groupAppointments lists upcoming ones from today on and past and cancelled ones backwards', () => {
  expect(
    group([
      appointment('far', 300),
      appointment('unscheduled', null),
      appointment('last', 90),
      appointment('first', 10),
      appointment('cancelled', 200, { status: 'cancelled' }),
      appointment('deleted', 50, { deleted: true }),
      appointment('today', 100),
    ]),
  ).toEqual({
    upcoming: ['today', 'far', 'unscheduled'],
    past: ['last', 'first'],
    cancelled: ['cancelled', 'deleted'],
  });
});

it('groupAppointments lists an appointment once when two pages contain it', () => {
  expect(group([appointment('1', 200), appointment('1', 200)]).upcoming).toEqual(['1']);
});
