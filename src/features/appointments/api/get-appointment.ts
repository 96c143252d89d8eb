import { queryOptions, replaceEqualDeep, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { endpoints } from '#contract/endpoints.ts';
import { type ParsedAppointment, readAppointment } from '#contract/appointment.ts';
import { get } from '#lib/api/client.ts';
import { backgroundPause } from '#lib/api/rate-budget.ts';
import { recordAction } from './record-action.ts';

export interface AppointmentKey {
  tenant: string;
  id: string;
}

/** An appointment on the screen is checked so often while somebody may be looking. */
const checkEveryMs = 60_000;

const queryKeyOf = ({ tenant, id }: AppointmentKey) => ['appointment', tenant, id] as const;

/** The tags that readings came with, to ask whether they are still true. */
const tags = new WeakMap<ParsedAppointment, string>();

/** Readings that came before anybody had opened them, and were not opened since. */
const ahead = new WeakSet<ParsedAppointment>();

/** Reads an answer and keeps what its headers say beside it. */
export const readAnswer = (json: unknown, headers: Headers): ParsedAppointment => {
  const parsed = readAppointment(json);
  const tag = headers.get('ETag');
  if (tag !== null) tags.set(parsed, tag);
  return parsed;
};

const isReading = (value: unknown): value is ParsedAppointment =>
  typeof value === 'object' && value !== null && 'notices' in value;

/** What did not change stays the same object; an answer nested beyond all reason is taken as it is. */
const keepUnchanged = (before: unknown, after: unknown): unknown => {
  try {
    const kept: unknown = replaceEqualDeep(before, after);
    const tag = isReading(after) ? tags.get(after) : undefined;
    if (isReading(kept) && tag !== undefined) tags.set(kept, tag);
    return kept;
  } catch {
    return after;
  }
};

/** One options object for whoever opens, prefetches or refreshes an appointment. */
export const appointmentQuery = ({ tenant, id }: AppointmentKey, { prefetch = false } = {}) =>
  queryOptions({
    queryKey: queryKeyOf({ tenant, id }),
    structuralSharing: keepUnchanged,
    queryFn: async ({ signal, client }) => {
      const before = client.getQueryData<ParsedAppointment>(queryKeyOf({ tenant, id }));
      const tag = before && tags.get(before);
      const parsed = await get(endpoints.appointment(id), {
        tenant,
        signal,
        // What is on the screen already is only checked again.
        background: before !== undefined,
        prefetch,
        held: before && tag !== undefined ? { tag, value: before } : undefined,
        read: readAnswer,
      });
      if (prefetch) ahead.add(parsed);
      return parsed;
    },
  });

/** Opens an appointment and keeps it fresh: on focus, on reconnect and every minute while it is visible. */
export const useAppointment = (key: AppointmentKey) => {
  const { tenant, id } = key;
  const result = useQuery({
    ...appointmentQuery(key),
    refetchInterval: () => Math.max(checkEveryMs, backgroundPause(Date.now())),
    refetchOnWindowFocus: () => backgroundPause(Date.now()) === 0,
    refetchOnReconnect: () => backgroundPause(Date.now()) === 0,
  });
  const { data } = result;
  useEffect(() => {
    // The gateway took what was fetched ahead for no opening; now it is one.
    if (data && ahead.delete(data)) void recordAction({ tenant, id }, 'opened');
  }, [data, tenant, id]);
  return result;
};

/** Fetches an appointment that is likely to be opened next, while the service grants requests enough. */
export const usePrefetchAppointment = (): ((key: AppointmentKey) => void) => {
  const client = useQueryClient();
  return useCallback(
    (key) => {
      if (backgroundPause(Date.now()) > 0) return;
      // Once: what fails is asked for again, and told, by whoever opens it.
      void client.prefetchQuery({ ...appointmentQuery(key, { prefetch: true }), retry: false });
    },
    [client],
  );
};
