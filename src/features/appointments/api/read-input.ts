import type { QueryClient } from '@tanstack/react-query';
import { type AppointmentInput, parseAppointmentInput } from '#contract/appointment-input.ts';
import { findByCode, type KnownAppointment } from '#features/appointments/model/find-by-code.ts';
import { recentAppointments } from '#features/appointments/model/recent.ts';
import { relatedAppointments } from '#features/appointments/model/related.ts';
import type { toAppointmentData } from './get-appointment.ts';

/** The appointments that this session has opened, and their related ones. */
const knownAppointments = (client: QueryClient): KnownAppointment[] => {
  const cached = client.getQueriesData<ReturnType<typeof toAppointmentData>>({ queryKey: ['appointment'] });
  const related = cached.flatMap(([[, tenant], data]): KnownAppointment[] => {
    const appointment = data?.parsed.appointment;
    if (!appointment || typeof tenant !== 'string') return [];
    const { parents, children } = relatedAppointments(appointment);
    return [appointment, ...parents, ...children].map(({ id, code }) => ({ tenant, id, code }));
  });
  return [...related, ...recentAppointments()];
};

/**
 * The appointment that a typed number, link or known code names, or why it names none: a code that this session does not
 * know, or no number at all. Sends no request, because the service looks up numbers only. `clinic` is the current one.
 */
export const readInput = (
  client: QueryClient,
  text: string,
  clinic: string,
): AppointmentInput | 'code' | 'number' => {
  const input = parseAppointmentInput(text);
  if (input.kind === 'appointment') return input;
  if (input.kind === 'invalid') return 'number';
  return findByCode(input.code, knownAppointments(client), clinic) ?? 'code';
};
