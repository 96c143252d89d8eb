import { maxRows, searchEndpoints } from '#contract/endpoints.ts';
import { readScheduleRows, type ScheduleRows } from '#contract/schedule.ts';
import { get } from '#lib/api/client.ts';
import type { RateLimit } from '#lib/api/rate-limit.ts';

type LoadedRow = ScheduleRows['rows'][number];

interface WaitingRow {
  id: string;
  /** The row was loaded before, so the user did not request this. */
  background: boolean;
  signal: AbortSignal;
  resolve: (row: LoadedRow) => void;
  reject: (error: unknown) => void;
}

/** Milliseconds in which rows are collected: those that become visible by one scroll. */
const collectMs = 30;

export type LoadRow = (row: Pick<WaitingRow, 'id' | 'background' | 'signal'>) => Promise<LoadedRow>;

/**
 * Loads details of single rows in requests of at most `maxRows`. A request is aborted when none of its rows is needed
 * any more.
 */
export const createRowBatches = (tenant: string, rateLimit: RateLimit | undefined): LoadRow => {
  let waiting: WaitingRow[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const request = async (batch: readonly WaitingRow[]): Promise<void> => {
    const controller = new AbortController();
    const onAbort = () => {
      if (batch.every(({ signal }) => signal.aborted)) controller.abort();
    };
    for (const { signal } of batch) signal.addEventListener('abort', onAbort);
    try {
      const response = await get(searchEndpoints.scheduleRows(batch.map(({ id }) => id)), {
        tenant,
        background: batch.every(({ background }) => background),
        signal: controller.signal,
        rateLimit,
        read: readScheduleRows,
      });
      for (const { id, resolve } of batch)
        resolve(response?.rows.find((row) => row.id === id) ?? { id, row: null, problem: null, other: [] });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const flush = () => {
    const needed = waiting.filter(({ signal }) => !signal.aborted);
    waiting = [];
    timer = undefined;
    for (let index = 0; index < needed.length; index += maxRows)
      void request(needed.slice(index, index + maxRows));
  };

  return (row) =>
    new Promise((resolve, reject) => {
      row.signal.addEventListener('abort', () => reject(row.signal.reason));
      waiting.push({ ...row, resolve, reject });
      timer ??= setTimeout(flush, collectMs);
    });
};
