import { type ComponentType, lazy, useState } from 'react';
import { PartBoundary } from './part-boundary.tsx';

/**
 * A browser caches the failure of a module by its URL until the page is reloaded, so a retry needs another URL.
 * Null if the error does not contain a URL of this origin.
 */
const retryUrl = (error: unknown): string | null => {
  const url = /\bhttps?:[^\s?]+/.exec(String(error))?.[0] ?? '';
  return url.startsWith(`${window.location.origin}/`) ? `${url}?attempt=${Date.now()}` : null;
};

/**
 * A component of a module that is loaded when it is first rendered: `React.lazy` that can be tried again. Like any lazy
 * component it needs a `Suspense` around it; if it cannot be loaded, only this part shows an error.
 */
export const lazyPart = <M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => ComponentType<P>,
): ComponentType<P> => {
  // A lazy component caches its failure, so each attempt creates a new one.
  const attempt = (url: string | null) =>
    lazy(async () => {
      const module: M = await (url === null ? load() : import(/* @vite-ignore */ url));
      const Loaded = pick(module);
      return { default: ({ part }: { part: P }) => <Loaded {...part} /> };
    });
  const First = attempt(null);
  return function LazyPart(props: P) {
    const [Part, setPart] = useState(() => First);
    return (
      <PartBoundary onRetry={(error) => setPart(attempt(retryUrl(error)))}>
        <Part part={props} />
      </PartBoundary>
    );
  };
};
