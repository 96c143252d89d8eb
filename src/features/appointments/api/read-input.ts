import type { QueryClient } from '@tanstack/react-query';
import { parseAppointmentInput } from '#contract/appointment-input.ts';
import { findByCode, type KnownAppointment } from '#features/appointments/model/find-by-code.ts';
import { recentAppointments } from '#features/appointments/model/recent.ts';
import { relatedAppointments } from '#features/appointments/model/related.ts';
import { paths } from '#lib/paths.ts';
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
 * The path of the appointment that a typed number, link or known code names, or why it names none: a code that this
 * session does not know, or no number at all. Sends no request, because the service looks up numbers only. A number means
 * the clinic `clinic`, the current one.
 */
export const readInput = (
  client: QueryClient,
  text: string,
  clinic: string,
): { link: string } | 'code' | 'number' => {
  const input = parseAppointmentInput(text);
  if (input.kind === 'invalid') return 'number';
  if (input.kind === 'link') return input;
  if (input.kind === 'number') return { link: paths.appointment(input.id, clinic) };
  const found = findByCode(input.code, knownAppointments(client), clinic);
  return found ? { link: paths.appointment(found.id, found.tenant) } : 'code';
};
