import { useInfiniteQuery } from '@tanstack/react-query';
import { type CustomerAppointments, readCustomerAppointments } from '#contract/customers.ts';
import { searchEndpoints } from '#contract/endpoints.ts';
import { get } from '#lib/api/client.ts';
import { UnreadableResponseError } from '#lib/api/errors.ts';
import type { CustomerKey } from './get-customer.ts';

/** Throws for a response that cannot be read or is about another customer, of whom nothing is shown. */
const readPage =
  (id: string) =>
  (json: unknown): CustomerAppointments => {
    const page = readCustomerAppointments(json);
    if (page === null || (page.customer?.id ?? id) !== id) throw new UnreadableResponseError('');
    return page;
  };

/** The customer's appointments, page by page in the order of the service, which is not documented. */
export const useCustomerAppointments = ({ tenant, id }: CustomerKey) =>
  useInfiniteQuery({
    queryKey: ['customer-appointments', tenant, id],
    queryFn: ({ signal, meta, pageParam }) =>
      get(searchEndpoints.customerAppointments(id, pageParam), {
        tenant,
        signal,
        rateLimit: meta?.rateLimit,
        read: readPage(id),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
