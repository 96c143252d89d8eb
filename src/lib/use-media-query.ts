import { useCallback, useSyncExternalStore } from 'react';

/**
 * Whether a media query matches; true in a browser without media queries. Null in the page that the gateway renders and
 * while it is hydrated.
 */
export const useMediaQuery = (query: string): boolean | null => {
  const subscribe = useCallback(
    (listener: () => void) => {
      if (typeof window.matchMedia !== 'function') return () => undefined;
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore<boolean | null>(
    subscribe,
    () => typeof window.matchMedia !== 'function' || window.matchMedia(query).matches,
    () => null,
  );
};
