import { type Appointment, readAppointmentAnswer } from './appointment.ts';
import { type Notice, type OtherField, Place } from './reading.ts';

/** An answer after reading: what could be read, what was odd, what nobody knew, and the answer itself. */
export interface AppointmentReading {
  appointment: Appointment | null;
  notices: Notice[];
  /** Fields of the answer beside the appointment; the appointment's own are in its `other`. */
  other: OtherField[];
  raw: unknown;
}

/**
 * Reads any JSON value as the answer of `GET /api/v1/appointments/{id}`. Never throws; `appointment` is null
 * where there is none in it.
 */
export const readAppointment = (raw: unknown): AppointmentReading => {
  const root = Place.root();
  const { appointment, other } = readAppointmentAnswer(raw, root);
  return { appointment, other, notices: root.notices, raw };
};
