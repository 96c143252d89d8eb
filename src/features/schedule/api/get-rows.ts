import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { capabilityCodes } from '#contract/problem.ts';
import { readScheduleRows, type ScheduleRow } from '#contract/schedule.ts';
import { HttpError } from '#lib/api/errors.ts';
import { rateLimitOf } from '#lib/api/query-client.ts';
import { preloadedSchedule } from './preloaded-schedule.ts';
import { createRowBatches } from './row-batches.ts';

/** The details of a row: loading, waiting for the rate limit, loaded, or an error code. */
export type RowState =
  | { state: 'loading' | 'limited' }
  | { state: 'loaded'; row: ScheduleRow }
  | { state: 'failed'; error: string };

/** Records change rarely while a day is open, and each is a request to the service. */
const staleMs = 5 * 60_000;
const tooMany = 'too_many_requests';

export interface LoadedData {
  row: ScheduleRow | null;
  problem: { error: string | null; retry_after: number | null } | null;
}

/** Errors that a retry does not resolve. */
const permanent: ReadonlySet<string | null> = new Set([
  'forbidden',
  'not_found',
  capabilityCodes.missingScope,
  capabilityCodes.unsupported,
]);

/** Milliseconds until a row that failed this time is requested again. */
const failedMs = 60_000;

/** Milliseconds until a row is requested again that the rate limit refused, or that failed this time; else false. */
const retryMs = (data: LoadedData | undefined, error: Error | null): number | false => {
  if (error instanceof HttpError && error.status === 429)
    return Math.max(1000, (error.retryAt ?? Date.now() + 30_000) - Date.now());
  const problem = data?.problem ?? null;
  if (problem?.error === tooMany) return Math.max(1, problem.retry_after ?? 30) * 1000;
  return problem !== null && !permanent.has(problem.error) && failedMs;
};

const stateOf = (data: LoadedData | undefined, error: Error | null): RowState => {
  if (data?.row) return { state: 'loaded', row: data.row };
  const code = data ? (data.problem?.error ?? '') : error && codeOf(error);
  if (code === null) return { state: 'loading' };
  return code === tooMany ? { state: 'limited' } : { state: 'failed', error: code };
};

const codeOf = (error: Error): string =>
  error instanceof HttpError ? (error.status === 429 ? tooMany : (error.problem?.error ?? '')) : '';

/** The details in the document by number. */
export const usePreloadedRows = (tenant: string) => {
  const client = useQueryClient();
  return useMemo(() => {
    const preloaded = preloadedSchedule(client, tenant);
    const rows = readScheduleRows(preloaded?.data.rows)?.rows ?? [];
    return {
      rows: new Map<string, LoadedData>(
        rows.flatMap(({ id, row, problem }) => (id === null ? [] : [[id, { row, problem }] as const])),
      ),
      updatedAt: preloaded?.updatedAt,
    };
  }, [tenant, client]);
};

/** The details of appointments by number, in requests of several rows. */
export const useScheduleRows = (tenant: string, ids: readonly string[]): ReadonlyMap<string, RowState> => {
  const client = useQueryClient();
  const load = useMemo(() => createRowBatches(tenant, rateLimitOf(client)), [tenant, client]);
  const preloaded = usePreloadedRows(tenant);
  const combine = useCallback(
    (results: readonly { data: LoadedData | undefined; error: Error | null }[]) =>
      new Map(
        ids.map((id, index) => [id, stateOf(results[index]?.data, results[index]?.error ?? null)] as const),
      ),
    [ids],
  );
  return useQueries({
    combine,
    queries: ids.map((id) => {
      const queryKey = ['schedule-row', tenant, id] as const;
      return {
        queryKey,
        initialData: (): LoadedData | undefined => preloaded.rows.get(id),
        initialDataUpdatedAt: () => preloaded.updatedAt,
        queryFn: async ({ signal }: { signal: AbortSignal }): Promise<LoadedData> => {
          const background = client.getQueryData(queryKey) !== undefined;
          const { row, problem } = await load({ id, background, signal });
          return { row, problem };
        },
        staleTime: staleMs,
        refetchInterval: ({ state }: { state: { data: LoadedData | undefined; error: Error | null } }) =>
          retryMs(state.data, state.error),
      };
    }),
  });
};
