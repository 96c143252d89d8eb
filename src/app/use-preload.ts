import { useEffect } from 'react';

/** Milliseconds for the visible content to load and hydrate first. A browser is also idle while it waits for the network. */
const delayMs = 1_000;

/** A while after `ready`, loads lazy modules when the browser is idle, so that they are shown at once, also offline. */
export const usePreload = (modules: readonly (() => Promise<unknown>)[], ready: boolean): void =>
  useEffect(() => {
    if (!ready) return undefined;
    // A failure is ignored, because the component that uses the module loads it again and shows the error.
    const load = () => void Promise.allSettled(modules.map((module) => module()));
    let handle = 0;
    const timer = setTimeout(() => {
      if ('requestIdleCallback' in window) handle = requestIdleCallback(load);
      else load();
    }, delayMs);
    return () => {
      clearTimeout(timer);
      if ('cancelIdleCallback' in window) cancelIdleCallback(handle);
    };
  }, [modules, ready]);
