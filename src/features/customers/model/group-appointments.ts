import type { Instant } from '#contract/time.ts';

/** An appointment in the list of a customer. */
export interface CustomerAppointment {
  id: string;
  code: string | null;
  scheduledAt: Instant | null;
  status: string | null;
  deleted: boolean;
  doctor: string | null;
  room: string | null;
  treatments: readonly string[];
}

export interface AppointmentGroups {
  /** From today on, the next first; those without a time last. */
  upcoming: CustomerAppointment[];
  /** Before today, the last first. */
  past: CustomerAppointment[];
  /** Cancelled and deleted ones, the last first. */
  cancelled: CustomerAppointment[];
}

const timeOf = ({ scheduledAt }: CustomerAppointment): number | null => scheduledAt?.epoch ?? null;

const byTime = (a: CustomerAppointment, b: CustomerAppointment): number =>
  (timeOf(a) ?? Number.MAX_VALUE) - (timeOf(b) ?? Number.MAX_VALUE);

/** Groups appointments, each number once. `isPast` returns whether an instant (ms since 1970) is before today. */
export const groupAppointments = (
  appointments: readonly CustomerAppointment[],
  isPast: (epoch: number) => boolean,
  isCancelled: (status: string | null) => boolean,
): AppointmentGroups => {
  const unique = [...new Map(appointments.map((appointment) => [appointment.id, appointment])).values()];
  const groupOf = (appointment: CustomerAppointment): keyof AppointmentGroups => {
    if (appointment.deleted || isCancelled(appointment.status)) return 'cancelled';
    const epoch = timeOf(appointment);
    return epoch !== null && isPast(epoch) ? 'past' : 'upcoming';
  };
  const inGroup = (group: keyof AppointmentGroups) =>
    unique.filter((appointment) => groupOf(appointment) === group).toSorted(byTime);
  return {
    upcoming: inGroup('upcoming'),
    past: inGroup('past').toReversed(),
    cancelled: inGroup('cancelled').toReversed(),
  };
};
