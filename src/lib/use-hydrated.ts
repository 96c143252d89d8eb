import { useSyncExternalStore } from 'react';

const subscribe = () => () => undefined;

/**
 * `before` in the page that the gateway renders and while it is hydrated, `value` afterwards. The component renders
 * again only if they differ.
 */
export const useAfterHydration = <T>(value: T, before: T): T =>
  useSyncExternalStore(
    subscribe,
    () => value,
    () => before,
  );

/** False in the page that the gateway renders and while it is hydrated, true afterwards. */
export const useHydrated = (): boolean => useAfterHydration(true, false);
