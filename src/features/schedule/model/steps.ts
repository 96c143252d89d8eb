import type { Entry } from './entries.ts';

/** The entries that the user can step through: records with a time, each once. Without a time there is no order. */
const navigableEntries = (entries: readonly Entry[]): Entry[] =>
  entries.filter(({ id, start, moved }) => id !== null && start !== null && !moved);

export interface AdjacentEntries {
  /** Whether the record is in the list. */
  found: boolean;
  /** Null at the beginning or end of the list, or if the record is not in it. */
  previous: Entry | null;
  next: Entry | null;
}

/** The entries before and after a record in a list. */
export const adjacentEntries = (entries: readonly Entry[], id: string): AdjacentEntries => {
  const list = navigableEntries(entries);
  const index = list.findIndex((entry) => entry.id === id);
  if (index === -1) return { found: false, previous: null, next: null };
  return { found: true, previous: list[index - 1] ?? null, next: list[index + 1] ?? null };
};

/** The first or last navigable entry of a list. */
export const endOf = (entries: readonly Entry[], direction: 1 | -1): Entry | null =>
  navigableEntries(entries).at(direction === 1 ? 0 : -1) ?? null;
