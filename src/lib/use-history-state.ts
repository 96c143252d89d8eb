import { useCallback, useEffect, useState } from 'react';

/** All that is kept stands under this one key, beside what the router keeps. */
const place = 'page';

const entries = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** A server has no history. */
const kept = (): unknown =>
  typeof window === 'undefined' ? undefined : entries(window.history.state)[place];

/** Whether the history entry one is on has anything to bring back. */
export const hasHistoryState = (): boolean => kept() !== undefined;

/**
 * State that belongs to the history entry one is on: it survives reload and back, is gone with the tab, and never
 * adds an entry. `read` makes sense of what was kept, or gives null for what it cannot use.
 */
export const useHistoryState = <T>(name: string, read: (kept: unknown) => T | null, initial: () => T) => {
  const [begun] = useState<T>(() => read(entries(kept())[name]) ?? initial());
  const [value, setValue] = useState(begun);

  useEffect(() => {
    // What nobody has touched needs no bringing back.
    if (value === begun && entries(kept())[name] === undefined) return;
    const state = entries(window.history.state);
    window.history.replaceState({ ...state, [place]: { ...entries(state[place]), [name]: value } }, '');
  }, [name, value, begun]);

  return [value, useCallback((next: T | ((before: T) => T)) => setValue(next), [])] as const;
};
