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
 * The related appointments without the appointment itself. A parent known only by number is included, also beside
 * another parent. One that is
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
  // A parent that was sent without a number may be the one with this number.
  const numbered = number !== null && listed.every(({ id }) => id !== null && id !== number);
  const parents = [...listed, ...(numbered ? [onlyId(number)] : [])].filter(isNew);
  const children = appointment.child_appointments.filter(isNew).toSorted(byTime);
  return { parents, children };
};

/** Whether a related appointment is earlier or later than the appointment; null if a date is missing or they are equal. */
export const timeRelation = (
  appointment: Pick<Appointment, 'scheduled_at'>,
  related: Pick<RelatedAppointment, 'scheduled_at'>,
): 'earlier' | 'later' | null => {
  const [own, other] = [appointment.scheduled_at?.epoch ?? null, related.scheduled_at?.epoch ?? null];
  if (own === null || other === null || own === other) return null;
  return other < own ? 'earlier' : 'later';
};

/** The code, else the number, else a question mark. */
export const appointmentName = ({ code, id }: { code: string | null; id: string | null }): string =>
  code ?? (id === null ? '?' : `#${id}`);
