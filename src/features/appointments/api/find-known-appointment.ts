import type { QueryClient } from '@tanstack/react-query';
import { findByCode, type KnownAppointment } from '#features/appointments/model/find-by-code.ts';
import { recentAppointments } from '#features/appointments/model/recent.ts';
import { relatedAppointments } from '#features/appointments/model/related.ts';
import type { toAppointmentData } from './get-appointment.ts';

/**
 * The appointment with a code among those that this session has opened, their related ones, and `listed`; null if none
 * is known. Sends no request, because the service looks up numbers only.
 */
export const findKnownAppointment = (
  client: QueryClient,
  code: string,
  tenant: string,
  listed: readonly KnownAppointment[],
) => {
  const cached = client.getQueriesData<ReturnType<typeof toAppointmentData>>({ queryKey: ['appointment'] });
  const known = cached.flatMap(([[, clinic], data]): KnownAppointment[] => {
    const appointment = data?.parsed.appointment;
    if (!appointment || typeof clinic !== 'string') return [];
    const { parents, children } = relatedAppointments(appointment);
    return [appointment, ...parents, ...children].map(({ id, code: itsCode }) => ({
      tenant: clinic,
      id,
      code: itsCode,
    }));
  });
  return findByCode(code, [...known, ...recentAppointments(), ...listed], tenant);
};
