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

/**
 * Loads the records of a day sheet at the user's request. `content` identifies the list that the sheet is made from: when
 * it changes, the sheet is discarded and pending requests are aborted.
 */
export const useDaySheet = (tenant: string, content: string) => {
  const client = useQueryClient();
  const [stored, setStored] = useState<{ content: string; sheet: SheetState }>({ content, sheet: none });
  const loading = useRef(new Map<string, AbortController>());
  const show = (sheet: SheetState) => setStored({ content, sheet });

  useEffect(() => {
    const controllers = loading.current;
    return () => controllers.get(content)?.abort();
  }, [content]);

  const cancel = () => {
    loading.current.get(content)?.abort();
    show(none);
  };

  const start = async (entries: readonly Entry[]): Promise<void> => {
    const controller = new AbortController();
    loading.current.set(content, controller);
    const ids = [...new Set(entries.flatMap(({ id }) => (id === null ? [] : [id])))];
    const total = ids.length;
    show({ state: 'loading', done: 0, total });
    try {
      const records = await getDaySheet({
        tenant,
        ids,
        signal: controller.signal,
        rateLimit: rateLimitOf(client),
        onProgress: (done) => show({ state: 'loading', done, total }),
      });
      show({ state: 'ready', entries, records });
    } catch {
      // It was cancelled.
    }
  };

  return { sheet: stored.content === content ? stored.sheet : none, start, cancel };
};
