import { maxRows, searchEndpoints } from '#contract/endpoints.ts';
import { type DaySheetRecord, readDaySheet } from '#contract/day-sheet.ts';
import { post } from '#lib/api/client.ts';
import type { RateLimit } from '#lib/api/rate-limit.ts';

interface DaySheetRequest {
  tenant: string;
  ids: readonly string[];
  signal: AbortSignal;
  rateLimit: RateLimit | undefined;
  /** Called with the number of records that were requested so far. */
  onProgress: (done: number) => void;
}

/** Null for a record that could not be loaded. */
export type DaySheetRecords = ReadonlyMap<string, DaySheetRecord | null>;

/**
 * Loads the fields that the day sheet shows of each record, which the gateway logs as printed. Requests that fail leave
 * their records out; throws only when it is aborted.
 */
export const getDaySheet = async (request: DaySheetRequest): Promise<DaySheetRecords> => {
  const { tenant, ids, signal, rateLimit, onProgress } = request;
  const records = new Map<string, DaySheetRecord | null>();
  for (let index = 0; index < ids.length; index += maxRows) {
    const batch = ids.slice(index, index + maxRows);
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, so that the rate limit is kept
      const sheet = await post(
        searchEndpoints.daySheet,
        { tenant, signal, rateLimit, read: readDaySheet },
        { ids: batch },
      );
      for (const id of batch)
        records.set(id, sheet?.records.find((record) => record.id === id)?.record ?? null);
    } catch (error) {
      if (signal.aborted) throw error;
      for (const id of batch) records.set(id, null);
    }
    signal.throwIfAborted();
    onProgress(Math.min(ids.length, index + maxRows));
  }
  return records;
};
