import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { rateLimitOf } from '#lib/api/query-client.ts';
import { type DaySheetRecords, getDaySheet } from '../api/get-day-sheet.ts';
import type { Entry } from '../model/entries.ts';

type SheetState =
  | { state: 'none' }
  | { state: 'loading'; done: number; total: number }
  /** The entries as they were when the user asked for the sheet. */
  | { state: 'ready'; entries: readonly Entry[]; records: DaySheetRecords };

const none: SheetState = { state: 'none' };

/** Loads the records of a day sheet at the user's request, and forgets them with `content`, which they belong to. */
export const useDaySheet = (tenant: string, content: string) => {
  const client = useQueryClient();
  const [sheet, setSheet] = useState<SheetState>(none);
  const controller = useRef<AbortController>(null);

  const cancel = () => {
    controller.current?.abort();
    setSheet(none);
  };
  useEffect(() => {
    setSheet(none);
    return () => controller.current?.abort();
  }, [tenant, content]);

  const start = async (entries: readonly Entry[]): Promise<void> => {
    controller.current?.abort();
    const current = new AbortController();
    controller.current = current;
    const ids = [...new Set(entries.flatMap(({ id, moved }) => (id === null || moved ? [] : [id])))];
    const total = ids.length;
    setSheet({ state: 'loading', done: 0, total });
    try {
      const records = await getDaySheet({
        tenant,
        ids,
        signal: current.signal,
        rateLimit: rateLimitOf(client),
        onProgress: (done) => setSheet({ state: 'loading', done, total }),
      });
      if (!current.signal.aborted) setSheet({ state: 'ready', entries, records });
    } catch {
      // It was cancelled.
    }
  };

  return { sheet, start, cancel };
};
