import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { rateLimitOf } from '#lib/api/query-client.ts';
import { nextAppointmentQuery } from '#features/search/api/get-next-appointment.ts';
import { customerSearchQuery, type FoundCustomer } from '#features/search/api/search-customers.ts';

/** Milliseconds without a key before a search is sent. Results have to be visible 150 ms after the last key. */
const searchDelayMs = 60;

/** The value as soon as it has not changed for `delayMs` milliseconds; the previous one until then. */
const useDebounced = <T>(value: T, delayMs: number): T => {
  const [debounced, setDebounced] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDebounced(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return debounced;
};

/**
 * The customers that match a text. While a search is pending, `settled` is false and the customers are those of the
 * text before.
 */
export const useCustomerSearch = (tenant: string, text: string, enabled: boolean) => {
  const searchText = enabled ? text : '';
  const requested = useDebounced(searchText, searchDelayMs);
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...customerSearchQuery(tenant, requested),
    enabled: enabled && requested !== '',
    placeholderData: keepPreviousData,
  });
  const loaded = data !== undefined && !isPlaceholderData;
  return {
    customers: enabled ? (data?.customers ?? []) : [],
    more: enabled && data?.more === true,
    error: enabled ? error : null,
    settled: !enabled || (requested === text && !isFetching && (loaded || error !== null)),
    retry: () => void refetch(),
  };
};

/** Milliseconds without a change of text or results before next appointments are prefetched. */
const pauseMs = 300;
const maxPrefetched = 5;

/** The next appointments of the first customers, by customer; of the others, and while few requests remain, none. */
export const useNextAppointments = (
  tenant: string,
  text: string,
  customers: readonly FoundCustomer[],
  settled: boolean,
) => {
  const client = useQueryClient();
  const state = settled ? `${text} ${customers.map(({ id }) => id).join(' ')}` : '';
  const stable = useDebounced(state, pauseMs) === state && settled;
  const first = customers.slice(0, maxPrefetched);
  const enabled = stable && (rateLimitOf(client)?.backgroundDelayMs() ?? 0) === 0;
  const results = useQueries({
    queries: first.map(({ id }) => ({
      ...nextAppointmentQuery({ tenant, customer: id }, { prefetch: true }),
      enabled,
      refetchOnWindowFocus: false,
    })),
  });
  return new Map(first.map(({ id }, index) => [id, results[index]?.data ?? null]));
};
