import { readItem, readStrings, writeItem } from '#lib/session-storage.ts';

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
export const takeLastRows = (): string[] => {
  const ids = readStrings(readItem(storageKey)) ?? [];
  writeItem(storageKey, []);
  return ids.toReversed();
};
