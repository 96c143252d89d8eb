import { useEffect } from 'react';

/** The delay in milliseconds for browsers without `requestIdleCallback`. */
const fallbackDelayMs = 500;

/** Once `ready`, loads lazy modules when the browser is idle, so that they are shown without delay, also offline. */
export const usePreload = (modules: readonly (() => Promise<unknown>)[], ready: boolean): void =>
  useEffect(() => {
    if (!ready) return undefined;
    // A failure is ignored, because the component that uses the module loads it again and shows the error.
    const load = () => void Promise.allSettled(modules.map((module) => module()));
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(load, fallbackDelayMs);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(load);
    return () => cancelIdleCallback(handle);
  }, [modules, ready]);
