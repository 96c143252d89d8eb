import type { Appointment, RelatedAppointment } from '#contract/appointment.ts';

export interface RelatedVisits {
  /** The visit this one follows; more than one only where the service sent a list. */
  parents: RelatedAppointment[];
  /** The visits that follow, in time order; those without a time last. */
  children: RelatedAppointment[];
}

const bare = (id: string): RelatedAppointment => ({
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
 * The visits before and after, as links can be made of them. The appointment itself is left out of both, and a
 * parent of which only the number is known is a link all the same. A visit that is sent as both is a cycle; it
 * is shown once, as the parent.
 */
export const relatedVisits = (appointment: Appointment): RelatedVisits => {
  const seen = new Set<string>(appointment.id === null ? [] : [appointment.id]);
  const unseen = (visit: RelatedAppointment): boolean => {
    if (visit.id === null) return true;
    if (seen.has(visit.id)) return false;
    seen.add(visit.id);
    return true;
  };
  const given = appointment.parent_appointment;
  const number = appointment.parent_appointment_id;
  const parents = [...given, ...(number !== null && given.length === 0 ? [bare(number)] : [])].filter(unseen);
  const children = appointment.child_appointments.filter(unseen).toSorted(byTime);
  return { parents, children };
};

/** What a visit is called: its code, else its number, else nothing better than that it is there. */
export const visitName = ({ code, id }: { code: string | null; id: string | null }): string =>
  code ?? (id === null ? '?' : `#${id}`);
