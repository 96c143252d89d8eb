import type { Appointment, RelatedAppointment } from '#contract/appointment.ts';

export interface RelatedAppointments {
  /** The appointment that this one follows; several only if the service sent a list. */
  parents: RelatedAppointment[];
  /** The appointments that follow, by time; those without a time last. */
  children: RelatedAppointment[];
}

const onlyId = (id: string): RelatedAppointment => ({
  id,
  code: null,
  scheduled_at: null,
  status: null,
  relation_type: null,
  other: [],
});

const byTime = (a: RelatedAppointment, b: RelatedAppointment): number =>
  (a.scheduled_at?.epoch ?? Number.MAX_VALUE) - (b.scheduled_at?.epoch ?? Number.MAX_VALUE);

/**
 * The related appointments without the appointment itself. A parent known only by number is included. One that is
 * both parent and child (a cycle) is listed once, as the parent.
 */
export const relatedAppointments = (appointment: Appointment): RelatedAppointments => {
  const seen = new Set<string>(appointment.id === null ? [] : [appointment.id]);
  const isNew = ({ id }: RelatedAppointment): boolean => {
    if (id === null) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  };
  const listed = appointment.parent_appointment;
  const number = appointment.parent_appointment_id;
  const parents = [...listed, ...(number !== null && listed.length === 0 ? [onlyId(number)] : [])].filter(
    isNew,
  );
  const children = appointment.child_appointments.filter(isNew).toSorted(byTime);
  return { parents, children };
};

/** The code, else the number, else a question mark. */
export const appointmentName = ({ code, id }: { code: string | null; id: string | null }): string =>
  code ?? (id === null ? '?' : `#${id}`);
