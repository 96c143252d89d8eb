import { queryOptions, replaceEqualDeep, useQuery } from '@tanstack/react-query';
import { endpoints } from '#contract/endpoints.ts';
import { readAppointment } from '#contract/read-appointment.ts';
import { get } from '#lib/api/client.ts';
import { backgroundPause } from '#lib/api/rate-budget.ts';

export interface AppointmentKey {
  tenant: string;
  id: string;
}

/** An appointment on the screen is checked so often while somebody may be looking. */
const checkEveryMs = 60_000;

const queryKeyOf = ({ tenant, id }: AppointmentKey) => ['appointment', tenant, id] as const;

/** What did not change stays the same object; an answer nested beyond all reason is taken as it is. */
const keepUnchanged = (before: unknown, after: unknown): unknown => {
  try {
    return replaceEqualDeep(before, after);
  } catch {
    return after;
  }
};

/** One options object for whoever opens, prefetches or refreshes an appointment. */
export const appointmentQuery = ({ tenant, id }: AppointmentKey) =>
  queryOptions({
    queryKey: queryKeyOf({ tenant, id }),
    structuralSharing: keepUnchanged,
    queryFn: ({ signal, client }) =>
      get(endpoints.appointment(id), {
        tenant,
        signal,
        // What is on the screen already is only checked again.
        background: client.getQueryData(queryKeyOf({ tenant, id })) !== undefined,
        read: readAppointment,
      }),
  });

/** Opens an appointment and keeps it fresh: on focus, on reconnect and every minute while it is visible. */
export const useAppointment = (key: AppointmentKey) =>
  useQuery({
    ...appointmentQuery(key),
    refetchInterval: () => Math.max(checkEveryMs, backgroundPause(Date.now())),
    refetchOnWindowFocus: () => backgroundPause(Date.now()) === 0,
    refetchOnReconnect: () => backgroundPause(Date.now()) === 0,
  });
