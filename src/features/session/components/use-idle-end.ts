import { useCallback, useEffect, useRef, useState } from 'react';
import { keepSignedIn } from '../api/keep-signed-in.ts';
import { listenToTabs, tellTabs } from '../model/tabs.ts';

/** A person at work is told to the gateway so often and no more. */
const tellEveryMs = 60_000;

const activity = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/**
 * When the sign-in ends by itself, in milliseconds since 1970, as the gateway and the other tabs know it; null where
 * it does not. Whoever works on the page puts it off, in all tabs; `stay` does so at once.
 */
export const useIdleEnd = (secondsLeft: number | null, askedAt: number) => {
  const [end, setEnd] = useState<number | null>(null);
  const told = useRef(0);
  const first = secondsLeft === null ? null : askedAt + secondsLeft * 1000;
  const until = end === null ? first : Math.max(end, first ?? 0);

  const stay = useCallback(async () => {
    told.current = Date.now();
    try {
      const seconds = await keepSignedIn();
      if (seconds === null) return;
      const later = Date.now() + seconds * 1000;
      setEnd(later);
      tellTabs({ kind: 'alive', until: later });
    } catch {
      // The end stays where it was; the next request says what is the matter.
    }
  }, []);

  useEffect(() => listenToTabs((message) => message.kind === 'alive' && setEnd(message.until)), []);

  const ends = until !== null;
  useEffect(() => {
    if (!ends) return undefined;
    const atWork = () => {
      if (Date.now() - told.current > tellEveryMs) void stay();
    };
    for (const kind of activity) document.addEventListener(kind, atWork, { passive: true, capture: true });
    return () => {
      for (const kind of activity) document.removeEventListener(kind, atWork, { capture: true });
    };
  }, [ends, stay]);

  return { until, stay };
};
