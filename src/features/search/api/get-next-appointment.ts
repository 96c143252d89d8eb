import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { readNextAppointment } from '#contract/customers.ts';
import { isIdentifier, searchEndpoints } from '#contract/endpoints.ts';
import { get } from '#lib/api/client.ts';

/** A customer's next appointment from today on. */
export interface NextAppointment {
  id: string;
  /** Milliseconds since 1970. */
  scheduledAt: number | null;
  doctorName: string | null;
}

/** Null if none is known for certain: there is none, or the service did not list all of the customer's appointments. */
const readNext = (json: unknown): NextAppointment | null => {
  const { appointment, complete } = readNextAppointment(json) ?? {};
  if (!appointment || complete !== true || appointment.id === null || !isIdentifier(appointment.id))
    return null;
  return {
    id: appointment.id,
    scheduledAt: appointment.scheduled_at?.epoch ?? null,
    doctorName: appointment.doctor_name,
  };
};

interface CustomerKey {
  tenant: string;
  customer: string;
}

/** A prefetch is refused when few requests remain. */
export const nextAppointmentQuery = ({ tenant, customer }: CustomerKey, { prefetch = false } = {}) =>
  queryOptions({
    queryKey: ['next-appointment', tenant, customer],
    queryFn: ({ signal, meta }) =>
      get(searchEndpoints.nextAppointment(customer), {
        tenant,
        signal,
        prefetch,
        rateLimit: meta?.rateLimit,
        read: readNext,
      }),
    staleTime: 60_000,
    retry: false,
  });

/** The number of the customer's next appointment; null if it is not known, or cannot be loaded. */
export const findNextAppointment = async (client: QueryClient, key: CustomerKey): Promise<string | null> => {
  const query = nextAppointmentQuery(key);
  // A prefetch may be refused, so that it is not waited for.
  if (client.getQueryData(query.queryKey) === undefined) await client.cancelQueries(query);
  try {
    return (await client.fetchQuery(query))?.id ?? null;
  } catch {
    return null;
  }
};
