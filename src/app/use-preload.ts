import { useEffect } from 'react';

/** For browsers without `requestIdleCallback`, in milliseconds. */
const fallbackDelayMs = 500;

/** Once `ready`, loads lazy modules in an idle moment: they appear at once, and without a network. */
export const usePreload = (modules: readonly (() => Promise<unknown>)[], ready: boolean): void =>
  useEffect(() => {
    if (!ready) return undefined;
    // A failure is shown where the module is used, which loads it again.
    const load = () => void Promise.allSettled(modules.map((module) => module()));
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(load, fallbackDelayMs);
      return () => clearTimeout(timer);
    }
    const handle = requestIdleCallback(load);
    return () => cancelIdleCallback(handle);
  }, [modules, ready]);
