import { useQuery } from '@tanstack/react-query';
import { type CustomerContact, readCustomer } from '#contract/customers.ts';
import { searchEndpoints } from '#contract/endpoints.ts';
import { get } from '#lib/api/client.ts';
import { UnreadableResponseError } from '#lib/api/errors.ts';

export interface CustomerKey {
  tenant: string;
  id: string;
}

/** Throws for a response without a customer or with another one, of whom nothing is shown. */
const readContact =
  (id: string) =>
  (json: unknown): CustomerContact => {
    const customer = readCustomer(json)?.customer;
    if (customer?.id !== id) throw new UnreadableResponseError('');
    return customer;
  };

/** The customer's contact details. Whether a service can show them is not documented. */
export const useCustomer = ({ tenant, id }: CustomerKey) =>
  useQuery({
    queryKey: ['customer', tenant, id],
    queryFn: ({ signal, meta }) =>
      get(searchEndpoints.customer(id), {
        tenant,
        signal,
        rateLimit: meta?.rateLimit,
        read: readContact(id),
      }),
  });
