import { queryOptions, useQuery } from '@tanstack/react-query';
import { endpoints } from '#contract/endpoints.ts';
import { readAppointment } from '#contract/read-appointment.ts';
import { get } from '#lib/api/client.ts';

export interface AppointmentKey {
  tenant: string;
  id: string;
}

/** One options object for whoever opens, prefetches or refreshes an appointment. */
const appointmentQuery = ({ tenant, id }: AppointmentKey) =>
  queryOptions({
    queryKey: ['appointment', tenant, id],
    queryFn: ({ signal }) => get(endpoints.appointment(id), { tenant, signal, read: readAppointment }),
  });

export const useAppointment = (key: AppointmentKey) => useQuery(appointmentQuery(key));
