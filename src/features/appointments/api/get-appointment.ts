import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { endpoints } from '#contract/endpoints.ts';
import { readAppointment } from '#contract/appointment.ts';
import { get } from '#lib/api/client.ts';
import { ConnectionError, HttpError } from '#lib/api/errors.ts';
import { rateLimitOf, refetchIntervalMs } from '#lib/api/query-client.ts';
import { report } from './privacy.ts';

export interface AppointmentKey {
  tenant: string;
  id: string;
}

/** `prefetched`: nobody has opened it yet. `size`: the characters of the response, about its uncompressed bytes. */
export const toAppointmentData = (json: unknown, size: number, prefetched = false) => ({
  parsed: readAppointment(json),
  prefetched,
  size,
});

interface Purpose {
  prefetch?: boolean;
  /** By default every request for a cached record is a background request. */
  background?: boolean;
}

/** For everything that opens, prefetches or refreshes an appointment. */
export const appointmentQuery = ({ tenant, id }: AppointmentKey, purpose: Purpose = {}) => {
  const queryKey = ['appointment', tenant, id] as const;
  const { prefetch = false } = purpose;
  return queryOptions({
    queryKey,
    queryFn: ({ signal, client, meta }) =>
      get(endpoints.appointment(id), {
        tenant,
        signal,
        prefetch,
        background: purpose.background ?? client.getQueryData(queryKey) !== undefined,
        rateLimit: meta?.rateLimit,
        read: (json, size) => toAppointmentData(json, size, prefetch),
      }),
  });
};

/** An error at most this old, in milliseconds, came with the document: it is shown and not requested again. */
const recentMs = 5_000;

export type RefreshResult = 'changed' | 'unchanged' | 'failed';

/** Opens an appointment and keeps it up to date: on focus, on reconnect and at intervals while it is visible. */
export const useAppointment = ({ tenant, id }: AppointmentKey) => {
  const client = useQueryClient();
  const delayMs = () => rateLimitOf(client)?.backgroundDelayMs() ?? 0;
  const { data, error, dataUpdatedAt, failureCount } = useQuery({
    ...appointmentQuery({ tenant, id }),
    retryOnMount: ({ state }) => Date.now() - state.errorUpdatedAt > recentMs,
    refetchInterval: ({ state }) => Math.max(refetchIntervalMs(state.data?.size), delayMs()),
    refetchOnWindowFocus: () => delayMs() === 0,
    refetchOnReconnect: () => delayMs() === 0,
  });
  const refresh = useCallback(async (): Promise<RefreshResult> => {
    const query = appointmentQuery({ tenant, id }, { background: false });
    const shown = () => client.getQueryData(query.queryKey)?.parsed;
    const before = shown();
    try {
      await client.fetchQuery({ ...query, staleTime: 0 });
    } catch {
      // `useQuery` returns the error.
      return 'failed';
    }
    // The cache keeps the identity of equal data.
    return shown() === before ? 'unchanged' : 'changed';
  }, [client, tenant, id]);
  const unlogged = useReportPrefetched({ tenant, id }, data?.prefetched ?? false);
  return { parsed: data?.parsed, error, unlogged, dataUpdatedAt, failureCount, refresh };
};

/** Milliseconds for which a prefetched record is shown although its opening is not logged yet. */
const maxUnloggedMs = 10_000;

/**
 * Reports the opening of a prefetched appointment, because the gateway logs none when it is fetched. Repeated until it
 * is logged, also after the user has left the record. Returns the reason once that has taken too long.
 */
const useReportPrefetched = ({ tenant, id }: AppointmentKey, prefetched: boolean): unknown => {
  const client = useQueryClient();
  const [reason, setReason] = useState<unknown>(null);
  useEffect(() => {
    if (!prefetched) return undefined;
    const { queryKey } = appointmentQuery({ tenant, id });
    const reportKey = ['opening', tenant, id];
    const reportUntilLogged = async () => {
      await client.fetchQuery({
        queryKey: reportKey,
        queryFn: () => report({ tenant, id }, 'opened'),
        staleTime: 0,
        retry: (_, error) => !(error instanceof HttpError && error.status === 401),
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 5_000),
      });
      const state = client.getQueryState(queryKey);
      if (!state?.data) return;
      client.setQueryData(queryKey, { ...state.data, prefetched: false }, { updatedAt: state.dataUpdatedAt });
    };
    // The session has ended: the page shows the sign-in screen instead of the record.
    reportUntilLogged().catch(() => undefined);
    const timer = setTimeout(
      () => setReason(client.getQueryState(reportKey)?.fetchFailureReason ?? new ConnectionError(true, null)),
      maxUnloggedMs,
    );
    return () => {
      clearTimeout(timer);
      setReason(null);
    };
  }, [client, tenant, id, prefetched]);
  return reason;
};
