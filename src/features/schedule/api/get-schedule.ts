import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { searchEndpoints } from '#contract/endpoints.ts';
import { readSchedule, type Schedule } from '#contract/schedule.ts';
import { get } from '#lib/api/client.ts';
import { UnreadableResponseError } from '#lib/api/errors.ts';
import { rateLimitOf, refetchIntervalMs } from '#lib/api/query-client.ts';
import type { DayRange } from '../model/schedule-view.ts';
import { preloadedSchedule } from './preloaded-schedule.ts';

/** `size`: the characters of the response. */
interface ScheduleData extends Schedule {
  size: number;
}

const read = (json: unknown, size: number): ScheduleData => {
  const schedule = readSchedule(json);
  if (!schedule) throw new UnreadableResponseError(JSON.stringify(json));
  return { ...schedule, size };
};

/** The appointments of a range of days. A request that is no longer needed is aborted. */
const scheduleQuery = (client: QueryClient, tenant: string, { from, to }: DayRange) => {
  const queryKey = ['schedule', tenant, from, to] as const;
  const preloaded = preloadedSchedule(client, tenant);
  return queryOptions({
    queryKey,
    ...(preloaded?.data.from === from &&
      preloaded.data.to === to && {
        initialData: (): ScheduleData | undefined => {
          const schedule = readSchedule(preloaded.data.schedule);
          return schedule ? { ...schedule, size: JSON.stringify(preloaded.data.schedule).length } : undefined;
        },
        initialDataUpdatedAt: preloaded.updatedAt,
      }),
    queryFn: ({ signal, meta }) =>
      get(searchEndpoints.schedule(from, to), {
        tenant,
        signal,
        // A cached schedule is refreshed without a user action.
        background: client.getQueryData(queryKey) !== undefined,
        rateLimit: meta?.rateLimit,
        read,
      }),
  });
};

/**
 * The schedule of a range of days; null requests none. With `live` it is kept up to date: on focus, on reconnect and
 * at intervals while it is visible.
 */
export const useSchedule = (tenant: string, range: DayRange | null, live: boolean) => {
  const client = useQueryClient();
  const delayMs = () => rateLimitOf(client)?.backgroundDelayMs() ?? 0;
  const refresh = () => live && delayMs() === 0;
  return useQuery({
    ...scheduleQuery(client, tenant, range ?? { from: '', to: '' }),
    enabled: range !== null,
    refetchInterval: ({ state }) => live && Math.max(refetchIntervalMs(state.data?.size), delayMs()),
    refetchOnWindowFocus: refresh,
    refetchOnReconnect: refresh,
  });
};
