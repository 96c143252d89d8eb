import { useQuery } from '@tanstack/react-query';
import { searchEndpoints } from '#contract/endpoints.ts';
import { capabilityCodes } from '#contract/problem.ts';
import { type FilterNames, readScheduleFilters, type ScheduleFilters } from '#contract/schedule.ts';
import { get } from '#lib/api/client.ts';

/** Why names could not be listed; null if they were. */
export type NamesProblem = 'unsupported' | 'forbidden' | 'failed' | null;

/** `names` is null while they are loading, or if the request for them failed. */
export const namesProblem = (names: FilterNames | null, failed: boolean): NamesProblem => {
  const code = names?.problem?.error ?? null;
  if (code === capabilityCodes.unsupported) return 'unsupported';
  if (code === capabilityCodes.missingScope || code === 'forbidden') return 'forbidden';
  return failed || code !== null ? 'failed' : null;
};

/** Milliseconds until names that could not be listed this time are requested again. */
const retryMs = 60_000;

const canRetry = (data: ScheduleFilters | null | undefined): boolean =>
  [data?.users, data?.rooms].some((names) => namesProblem(names ?? null, false) === 'failed');

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
    staleTime: ({ state }) => (canRetry(state.data) ? retryMs : 10 * 60_000),
    refetchInterval: ({ state }) => canRetry(state.data) && retryMs,
    enabled,
  });
