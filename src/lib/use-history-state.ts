import { useCallback, useEffect, useState } from 'react';

const stored = (name: string): unknown => {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null
    ? Object.entries(state).find(([key]) => key === name)?.[1]
    : undefined;
};

/**
 * State that belongs to the history entry one is on: it survives reload and back, is gone with the tab, and never
 * adds an entry. `read` makes sense of what was kept, or gives null for what it cannot use.
 */
export const useHistoryState = <T>(name: string, read: (kept: unknown) => T | null, initial: () => T) => {
  const [value, setValue] = useState<T>(() => read(stored(name)) ?? initial());

  useEffect(() => {
    const state: unknown = window.history.state;
    const before = typeof state === 'object' ? state : null;
    window.history.replaceState({ ...before, [name]: value }, '');
  }, [name, value]);

  return [value, useCallback((next: T | ((before: T) => T)) => setValue(next), [])] as const;
};
