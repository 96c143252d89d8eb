import { Trans } from '@lingui/react/macro';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { Button } from './button.tsx';

type Loading<M> = { kind: 'waiting' } | { kind: 'here'; module: M } | { kind: 'failed' };

const waiting = { kind: 'waiting' } as const;

/** A module that the first sight of a page does without. */
export interface LaterModule<M> {
  subscribe: (listener: () => void) => () => void;
  read: () => Loading<M>;
  /** Loads it, or tries again; once it is here, nothing happens. */
  load: () => Promise<void>;
}

/**
 * A browser keeps that a module failed to load for as long as the page lives, under its address: another try needs
 * another one. Null where the error does not name the address.
 */
const anotherAddress = (error: unknown, attempt: number): string | null => {
  const named = /\bhttps?:[^\s?]+/.exec(String(error))?.[0] ?? '';
  return named.startsWith(`${window.location.origin}/`) ? `${named}?attempt=${attempt}` : null;
};

const whenIdle = new Set<() => Promise<void>>();

/**
 * A module that is loaded when something of it is first shown, and before, `idly`, as soon as a page that can be used
 * has nothing else to do: then it is there without a wait, and without a network.
 */
export const later = <M,>(get: () => Promise<M>, { idly = true } = {}): LaterModule<M> => {
  let state: Loading<M> = waiting;
  let loading = false;
  let attempts = 0;
  let address: string | null = null;
  const listeners = new Set<() => void>();
  const become = (next: Loading<M>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const load = async () => {
    if (loading || state.kind === 'here') return;
    loading = true;
    become(waiting);
    try {
      const module: M = await (address === null ? get() : import(/* @vite-ignore */ address));
      become({ kind: 'here', module });
    } catch (error) {
      // Said where something of it is to be shown.
      attempts += 1;
      address = anotherAddress(error, attempts);
      become({ kind: 'failed' });
    }
    loading = false;
  };
  if (idly) whenIdle.add(load);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => state,
    load,
  };
};

/** What a browser that does not tell when it is idle waits instead, in milliseconds. */
const settledMs = 500;

/** Loads what may be needed later; for a page that is shown whole. */
export const useLoadLater = (): void =>
  useEffect(() => {
    const loadAll = () => {
      for (const load of whenIdle) void load();
    };
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(loadAll, settledMs);
      return () => clearTimeout(timer);
    }
    const asked = requestIdleCallback(loadAll);
    return () => cancelIdleCallback(asked);
  }, []);

const useLater = <M,>(module: LaterModule<M>): Loading<M> =>
  // A server shows what stands there meanwhile, and so does the first render on its document.
  useSyncExternalStore(module.subscribe, module.read, () => waiting);

/** Whether something of the module can be shown at once. */
export const useIsHere = (module: LaterModule<unknown>): boolean => useLater(module).kind === 'here';

interface LaterProps<M> {
  of: LaterModule<M>;
  /** What stands there until it is loaded, of the same size where something is below. */
  meanwhile?: ReactNode;
  children: (module: M) => ReactNode;
}

/** Shows something of a module that is loaded later; where it cannot be loaded, says so and how to go on. */
export function Later<M>({ of, meanwhile = null, children }: LaterProps<M>) {
  const loading = useLater(of);
  useEffect(() => void of.load(), [of]);
  switch (loading.kind) {
    case 'here':
      return children(loading.module);
    case 'waiting':
      return meanwhile;
    case 'failed':
      return <Failed onRetry={() => void of.load()} />;
  }
}

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <p
      className="flex flex-wrap items-center gap-x-3 gap-y-1 px-card py-3 text-sm text-foreground-muted"
      role="alert"
    >
      <Trans>This part of the page could not be loaded.</Trans>
      <Button size="small" variant="link" onClick={onRetry}>
        <Trans>Try again</Trans>
      </Button>
      {/* After an update of the application, what this page asks for is there no more. */}
      <Button size="small" variant="link" onClick={() => window.location.reload()}>
        <Trans>Reload the page</Trans>
      </Button>
    </p>
  );
}
