import { type ComponentType, lazy, memo, type ReactNode, Suspense, useState } from 'react';
import { useHydrated } from '#lib/use-hydrated.ts';
import { PartBoundary } from './part-boundary.tsx';

/**
 * A browser caches the failure of a module by its URL until the page is reloaded, so a retry needs another URL.
 * Null if the error does not contain a URL of this origin.
 */
const retryUrl = (error: unknown): string | null => {
  const url = /\bhttps?:[^\s?]+/.exec(String(error))?.[0] ?? '';
  return url.startsWith(`${window.location.origin}/`) ? `${url}?attempt=${Date.now()}` : null;
};

/** Milliseconds between attempts to load the script of a part that the gateway rendered. */
const retryMs = 5_000;

/** The style sheet shows the message while the attribute is there. */
const countPartErrors = (change: 1 | -1): void => {
  const { dataset } = document.documentElement;
  const count = Number(dataset['partErrors'] ?? 0) + change;
  if (count === 0) delete dataset['partErrors'];
  else dataset['partErrors'] = String(count);
};

/**
 * Loads a module until that succeeds. A part that the gateway rendered stays readable without its script, while an
 * error would replace it. Meanwhile the message in index.html warns that its buttons may not work.
 */
const keepLoading = async <M,>(load: () => Promise<M>): Promise<M> => {
  let url: string | null = null;
  let failed = false;
  for (;;)
    try {
      const module: M = await (url === null ? load() : import(/* @vite-ignore */ url));
      if (failed) countPartErrors(-1);
      return module;
    } catch (error) {
      const isFirst = url === null;
      url = retryUrl(error);
      // The browser may only have cached an earlier failure.
      if (isFirst && url !== null) continue;
      if (!failed) countPartErrors(1);
      failed = true;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
};

/**
 * Whether the document has a part that waits for its script. An update of the page renders such a part anew, outside of
 * hydration, and keeps what the gateway rendered until the script is loaded.
 */
const hasWaitingPart = (): boolean => document.querySelector('[data-hydrated=false]') !== null;

/**
 * A component of a module that is loaded when it is first rendered: `React.lazy` that can be tried again. Like any lazy
 * component it needs a `Suspense` around it, `PartSuspense` if the gateway may render it; if it cannot be loaded, only this part shows an error.
 */
export const lazyPart = <M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => ComponentType<P>,
): ComponentType<P> => {
  // A lazy component caches its failure, so each attempt creates a new one.
  const attempt = (url: string | null, hydrates: boolean) =>
    lazy(async () => {
      const module: M = hydrates
        ? await keepLoading(load)
        : await (url === null ? load() : import(/* @vite-ignore */ url));
      const Loaded = pick(module);
      // After hydration `LazyPart` renders again with the same props, for which its content need not.
      return { default: memo(({ part }: { part: P }) => <Loaded {...part} />) };
    });
  // All instances share it: once it is loaded, the next record is shown without a placeholder.
  let latest: ReturnType<typeof attempt> | null = null;
  return function LazyPart(props: P) {
    const isHydrated = useHydrated();
    const [Part, setPart] = useState(() => (latest ??= attempt(null, !isHydrated || hasWaitingPart())));
    const retry = (error: unknown) => {
      latest = attempt(retryUrl(error), false);
      setPart(latest);
    };
    return (
      <PartBoundary onRetry={retry}>
        <Part part={props} />
      </PartBoundary>
    );
  };
};

/**
 * Marks for tests and benchmarks whether the part around it, which is hydrated after the page, responds to input. A
 * component of its own, because it renders again after hydration.
 */
export function HydratedMark() {
  return <span data-hydrated={useHydrated()} hidden />;
}

interface PartSuspenseProps {
  fallback?: ReactNode;
  children: ReactNode;
}

/** The `Suspense` of a lazy part that the gateway may have rendered. */
export function PartSuspense({ fallback, children }: PartSuspenseProps) {
  return (
    <Suspense fallback={fallback}>
      <HydratedMark />
      {children}
    </Suspense>
  );
}
