import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/** False in the page that the gateway renders and while it is hydrated, true afterwards. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
