import { useCallback, useEffect, useState } from 'react';

const place = 'openNodes';

const remembered = (): string[] | null => {
  const state: unknown = window.history.state;
  if (typeof state !== 'object' || state === null || !(place in state)) return null;
  const keys = state[place];
  return Array.isArray(keys) ? keys.filter((key): key is string => typeof key === 'string') : null;
};

/**
 * Which nodes are open. They are kept in the history entry itself: they survive reload and back, and never add
 * an entry.
 */
export const useOpenNodes = (initial: () => readonly string[]) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(remembered() ?? initial()));

  useEffect(() => {
    const state: unknown = window.history.state;
    const before = typeof state === 'object' ? state : null;
    window.history.replaceState({ ...before, [place]: [...open] }, '');
  }, [open]);

  const openKeys = useCallback(
    (keys: readonly string[]) => setOpen((before) => new Set([...before, ...keys])),
    [],
  );
  const closeKey = useCallback(
    (key: string) => setOpen((before) => new Set([...before].filter((one) => one !== key))),
    [],
  );
  const replace = useCallback((keys: readonly string[]) => setOpen(new Set(keys)), []);
  return { open, openKeys, closeKey, replace };
};
