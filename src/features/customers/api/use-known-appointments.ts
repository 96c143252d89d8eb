import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { Schedule } from '#contract/schedule.ts';
import type { toAppointmentData } from '#features/appointments/api/get-appointment.ts';
import type { CustomerAppointment } from '#features/customers/model/group-appointments.ts';
import type { LoadedData } from '#features/schedule/api/get-rows.ts';
import type { CustomerKey } from './get-customer.ts';

/** Those of the days that were viewed: a row of the schedule names the customer, and the calendar has the time. */
const viewedAppointments = (client: QueryClient, { tenant, id }: CustomerKey): CustomerAppointment[] => {
  const rows = new Map(
    client
      .getQueriesData<LoadedData>({ queryKey: ['schedule-row', tenant] })
      .flatMap(([key, data]) =>
        data?.row?.customer?.id === id ? [[String(key.at(-1)), data.row] as const] : [],
      ),
  );
  return client
    .getQueriesData<Schedule>({ queryKey: ['schedule', tenant] })
    .flatMap(([, schedule]) => schedule?.items ?? [])
    .flatMap((item) => {
      const number = item.meta?.is_old_slot === true ? null : item.appointment_id;
      const row = number === null ? undefined : rows.get(number);
      if (number === null || row === undefined) return [];
      return [
        {
          id: number,
          code: row.code,
          scheduledAt: item.start_at,
          status: item.meta?.status ?? null,
          deleted: row.deleted_at !== null,
          doctor: item.doctor_name,
          room: row.room?.name ?? null,
          treatments: row.treatments.filter((name) => name !== null),
        },
      ];
    });
};

/**
 * The appointments of a customer that were opened, or seen in the schedule, in this session and are still in memory,
 * without prefetched ones.
 */
export const useKnownAppointments = ({ tenant, id }: CustomerKey) => {
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
  return {
    contact: records[0]?.customer ?? null,
    // The last one of a number is shown: a record has more than its row.
    appointments: [...viewedAppointments(client, { tenant, id }), ...appointments],
  };
};
