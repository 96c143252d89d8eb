import { useCallback, useMemo } from 'react';
import { useHistoryState } from '#lib/use-history-state.ts';

const readKeys = (kept: unknown): string[] | null =>
  Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : null;

/** Which nodes of the plan are open, kept with the history entry. */
export const useOpenNodes = (initial: () => string[]) => {
  const [keys, setKeys] = useHistoryState('openNodes', readKeys, initial);
  const open: ReadonlySet<string> = useMemo(() => new Set(keys), [keys]);
  const openKeys = useCallback(
    (more: readonly string[]) => setKeys((before) => [...new Set([...before, ...more])]),
    [setKeys],
  );
  const closeKey = useCallback(
    (key: string) => setKeys((before) => before.filter((one) => one !== key)),
    [setKeys],
  );
  const replace = useCallback((next: readonly string[]) => setKeys([...next]), [setKeys]);
  return { open, openKeys, closeKey, replace };
};
