import type { Clinic } from './clinics.ts';
import { addDays, instantAt } from './local-time.ts';
import type { Random } from './random.ts';
import type { AppointmentRow, Records } from './records.ts';
import { areas, treatment } from './treatments.ts';

/** An appointment as the demonstration data describes it; what is left out is null or empty. */
export interface AppointmentSpec {
  id: number;
  /** Days from the seed's day, and the clinic's wall clock; null is not scheduled. */
  at: readonly [days: number, time: string] | null;
  status: string | null;
  relation?: string | null;
  booked?: string | null;
  customer?: number;
  doctor?: number;
  room?: number;
  parent?: number;
  assistants?: readonly number[];
  treatments?: readonly number[];
  notes?: string;
  cancelled?: string;
  deleted?: boolean;
  created?: readonly [days: number, time: string];
  updated?: readonly [days: number, time: string];
}

/** Adds one appointment of a clinic to the records. `today` is the day of the seed. */
export const addAppointment = (
  records: Records,
  clinic: Clinic,
  today: string,
  spec: AppointmentSpec,
): void => {
  const moment = ([days, time]: readonly [number, string]): string =>
    instantAt(addDays(today, days), time, clinic.madeIn);
  const created = moment(spec.created ?? [Math.min(spec.at?.[0] ?? 0, 0) - 9, '09:15']);
  const of = { tenant_id: clinic.id };
  const row: AppointmentRow = {
    ...of,
    id: spec.id,
    customer_id: spec.customer ?? null,
    room_id: spec.room ?? null,
    doctor_id: spec.doctor ?? null,
    parent_appointment_id: spec.parent ?? null,
    code: `APT-${today.slice(0, 4)}-${String(spec.id).padStart(5, '0')}`,
    relation_type: spec.relation ?? null,
    description: spec.notes ?? null,
    scheduled_at: spec.at === null ? null : moment(spec.at),
    status: spec.status,
    cancellation_reason: spec.cancelled ?? null,
    creation_type: spec.booked === undefined ? 'reception' : spec.booked,
    created_at: created,
    updated_at: spec.updated === undefined ? created : moment(spec.updated),
    deleted_at: spec.deleted === true ? moment([-1, '18:05']) : null,
  };
  records.appointments.push(row);
  for (const [index, user] of (spec.assistants ?? []).entries()) {
    records.appointment_assistants.push({
      ...of,
      appointment_id: spec.id,
      position: index + 1,
      user_id: user,
    });
  }
  for (const [index, id] of (spec.treatments ?? []).entries()) {
    records.appointment_treatments.push({
      ...of,
      appointment_id: spec.id,
      position: index + 1,
      treatment_id: id,
    });
  }
};

const times = ['09:00', '09:30', '10:15', '11:00', '11:45', '13:30', '14:15', '15:00', '16:30', '17:15'];
const usual = [
  treatment.skinBooster,
  treatment.ledPhototherapy,
  treatment.consultation,
  treatment.botulinum,
  treatment.chemicalPeel,
  treatment.microneedling,
  areas.from,
  areas.from + 12,
  areas.from + 21,
];

/** The everyday run of a clinic: three months back, two ahead; some visits follow an earlier one. */
export const addEverydayAppointments = (
  records: Records,
  clinic: Clinic,
  today: string,
  random: Random,
): void => {
  const { from, count } = clinic.appointments;
  for (let id = from; id < from + count; id += 1) {
    const days = random.between(-90, 60);
    const past = days < 0;
    const follows = id > from && random.chance(0.25);
    addAppointment(records, clinic, today, {
      id,
      at: [days, random.pick(times)],
      status: past
        ? random.pick(['completed', 'completed', 'completed', 'no_show', 'cancelled'])
        : random.pick(['confirmed', 'pending']),
      relation: follows
        ? random.pick(['follow_up', 'control'])
        : random.pick(['consultation', 'treatment', null]),
      booked: random.pick(['online', 'reception', 'phone', 'whatsapp']),
      customer: random.between(clinic.customers.from, clinic.customers.from + clinic.customers.count - 1),
      doctor: random.pick(clinic.staff.doctors),
      room: random.pick(clinic.rooms).id,
      ...(follows && { parent: random.between(from, id - 1) }),
      assistants: random.some(clinic.staff.assistants, random.between(0, 2)),
      treatments: random.some(usual, random.between(1, 3)),
    });
  }
};
