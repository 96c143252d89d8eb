import { useState, useSyncExternalStore } from 'react';
import { useRenderEnvironment } from './render-environment.tsx';

const tickMs = { second: 1000, minute: 15_000 } as const;

const createClock = (everyMs: number) => {
  let now = Date.now();
  return {
    read: () => now,
    subscribe: (listener: () => void) => {
      const tick = () => {
        now = Date.now();
        listener();
      };
      tick();
      const timer = setInterval(tick, everyMs);
      // Timers stop in a hidden tab and on a sleeping machine.
      document.addEventListener('visibilitychange', tick);
      return () => {
        clearInterval(timer);
        document.removeEventListener('visibilitychange', tick);
      };
    },
  };
};

/**
 * The time in milliseconds since 1970, at most a second or a quarter of a minute old. A page that the gateway rendered
 * begins with the gateway's time.
 */
export const useNow = (precision: keyof typeof tickMs): number => {
  const { renderedAt } = useRenderEnvironment();
  const [clock] = useState(() => createClock(tickMs[precision]));
  return useSyncExternalStore(clock.subscribe, clock.read, () => renderedAt);
};
