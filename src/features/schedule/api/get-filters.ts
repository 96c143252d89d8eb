import { useQuery } from '@tanstack/react-query';
import { searchEndpoints } from '#contract/endpoints.ts';
import { readScheduleFilters } from '#contract/schedule.ts';
import { get } from '#lib/api/client.ts';

/** The names of users and rooms for the filters; null if the response is not readable. */
export const useScheduleFilters = (tenant: string, enabled = true) =>
  useQuery({
    queryKey: ['schedule-filters', tenant],
    queryFn: ({ signal, meta }) =>
      get(searchEndpoints.scheduleFilters, {
        tenant,
        signal,
        rateLimit: meta?.rateLimit,
        read: readScheduleFilters,
      }),
    staleTime: 10 * 60_000,
    enabled,
  });
