import { queryOptions } from '@tanstack/react-query';
import { readCustomerSearch } from '#contract/customers.ts';
import { isIdentifier, searchEndpoints } from '#contract/endpoints.ts';
import { post } from '#lib/api/client.ts';
import { UnreadableResponseError } from '#lib/api/errors.ts';
import { fullName } from '#lib/format/text.ts';

/** A customer with a valid number, so that the page can be opened. */
export interface FoundCustomer {
  id: string;
  name: string;
  /** `YYYY-MM-DD` as `date`; null if it is not recorded. */
  dateOfBirth: { date: string | null; text: string } | null;
  /** The last four digits of the phone number. */
  phoneEnd: string | null;
  deleted: boolean;
}

interface CustomerSearch {
  customers: FoundCustomer[];
  /** Whether there may be more. */
  more: boolean;
}

const maxResults = 20;

const readSearch = (json: unknown): CustomerSearch => {
  const response = readCustomerSearch(json);
  if (response === null) throw new UnreadableResponseError('');
  const customers = response.customers.flatMap(
    ({ id, first_name, last_name, date_of_birth, phone_end, deleted_at }): FoundCustomer[] =>
      id !== null && isIdentifier(id)
        ? [
            {
              id,
              name: fullName({ first_name, last_name }),
              dateOfBirth: date_of_birth,
              phoneEnd: phone_end,
              deleted: deleted_at !== null,
            },
          ]
        : [],
  );
  return {
    customers: customers.slice(0, maxResults),
    more: response.more === true || customers.length > maxResults,
  };
};

/**
 * The customers that match a text. The text is in the request's body and in memory only, and is removed with the last
 * component that shows its results; a superseded request is aborted.
 */
export const customerSearchQuery = (tenant: string, text: string) =>
  queryOptions({
    queryKey: ['customer-search', tenant, text],
    queryFn: ({ signal, meta }) =>
      post(
        searchEndpoints.search,
        { tenant, signal, rateLimit: meta?.rateLimit, read: readSearch },
        { text },
      ),
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
