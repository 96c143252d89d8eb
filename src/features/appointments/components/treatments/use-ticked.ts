import { useState } from 'react';
import { keepInTab, keptInTab } from '#lib/tab-storage.ts';

const read = (kept: unknown): string[] =>
  Array.isArray(kept) ? kept.filter((key): key is string => typeof key === 'string') : [];

/** What has been laid out already, kept in this tab for this sign-in. */
export const useTicked = (keptUnder: string) => {
  const place = `laid-out:${keptUnder}`;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(read(keptInTab(place))));
  const toggle = (key: string) => {
    const next = new Set(ticked);
    if (!next.delete(key)) next.add(key);
    setTicked(next);
    keepInTab(place, [...next]);
  };
  return { ticked, toggle };
};
