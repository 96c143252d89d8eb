import { useQueryClient } from '@tanstack/react-query';
import type { toAppointmentData } from '#features/appointments/api/get-appointment.ts';
import type { CustomerAppointment } from '#features/customers/model/group-appointments.ts';
import type { CustomerKey } from './get-customer.ts';

/** The records of a customer that were opened in this session and are still in memory, without prefetched ones. */
export const useOpenedRecords = ({ tenant, id }: CustomerKey) => {
  const client = useQueryClient();
  const cached = client.getQueriesData<ReturnType<typeof toAppointmentData>>({
    queryKey: ['appointment', tenant],
  });
  const records = cached.flatMap(([, data]) => {
    const record = data && !data.prefetched ? data.parsed.appointment : null;
    return record && record.customer?.id === id ? [record] : [];
  });
  const appointments = records.flatMap((record): CustomerAppointment[] =>
    record.id === null
      ? []
      : [
          {
            id: record.id,
            code: record.code,
            scheduledAt: record.scheduled_at,
            status: record.status,
            deleted: record.deleted_at !== null,
            doctor: record.doctor?.name ?? null,
            room: record.room?.name ?? null,
            treatments: record.treatments.flatMap(({ name }) => (name === null ? [] : [name])),
          },
        ],
  );
  return { contact: records[0]?.customer ?? null, appointments };
};
