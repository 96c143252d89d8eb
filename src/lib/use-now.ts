import { useSyncExternalStore } from 'react';
import { useViewer } from './viewer.tsx';

/** One clock for the page, so that everything relative moves together. */
const createClock = (everyMs: number) => {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let now = Date.now();
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      if (timer === undefined) {
        tick();
        timer = setInterval(tick, everyMs);
        // A sleeping machine or a hidden tab stops timers: catch up on return.
        document.addEventListener('visibilitychange', tick);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
        document.removeEventListener('visibilitychange', tick);
      };
    },
    /** While nobody listens the clock stands; the first to look sets it. */
    read: () => {
      if (timer === undefined && Math.abs(Date.now() - now) >= everyMs) now = Date.now();
      return now;
    },
  };
};

const clocks = { second: createClock(1000), minute: createClock(15_000) };

/**
 * The time in milliseconds since 1970, kept true to about a second or a quarter of a minute. What the gateway has
 * rendered begins with the gateway's moment.
 */
export const useNow = (precision: keyof typeof clocks): number => {
  const { renderedAt } = useViewer();
  return useSyncExternalStore(clocks[precision].subscribe, clocks[precision].read, () => renderedAt);
};
