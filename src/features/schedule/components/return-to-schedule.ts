import { useEffect } from 'react';
import { fieldsOf } from '#contract/readers.ts';
import { readItem, readStrings, writeItem } from '#lib/session-storage.ts';

/** The state of the history entry of a record that was opened from the schedule: the schedule's URL and nothing else. */
export interface ScheduleState {
  /** Path and query. */
  schedule: string;
}

/** The URL of the schedule that a record was opened from; null without one. */
export const readScheduleState = (state: unknown): string | null => {
  const { schedule } = fieldsOf(state) ?? {};
  return typeof schedule === 'string' && schedule.startsWith('/appointments?') ? schedule : null;
};

const storageKey = 'schedule-row';

/**
 * Remembers the row to return to: the record that was opened from the list, and the one that stepping led to, which may
 * be on another day.
 */
export const rememberRow = (id: string, step = false): void => {
  const [opened] = step ? (readStrings(readItem(storageKey)) ?? []) : [];
  writeItem(storageKey, opened === undefined ? [id] : [opened, id]);
};

/** The numbers of the records to return to, the preferred one first; the next call returns none. */
const takeLastRows = (): string[] => {
  const ids = readStrings(readItem(storageKey)) ?? [];
  writeItem(storageKey, []);
  return ids.toReversed();
};

/**
 * Once the schedule is ready, focuses the row of the record that the user comes back from, unless the focus has been
 * moved from the heading since.
 */
export const useReturnToRow = (ready: boolean): void =>
  useEffect(() => {
    if (!ready || document.activeElement?.matches('body, h1') !== true) return;
    const links = takeLastRows().map((id) =>
      document.querySelector<HTMLElement>(`main [data-entry="${CSS.escape(id)}"]`),
    );
    links.find((link) => link !== null)?.focus();
  }, [ready]);
