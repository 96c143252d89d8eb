import { Trans } from '@lingui/react/macro';
import { Component, type ComponentType, lazy, type ReactNode, useState } from 'react';
import { Button } from './button.tsx';

/**
 * A browser keeps the failure of a module under its URL until the page is reloaded: another attempt needs another URL.
 * Null if the error does not name one of this origin.
 */
const retryUrl = (error: unknown): string | null => {
  const url = /\bhttps?:[^\s?]+/.exec(String(error))?.[0] ?? '';
  return url.startsWith(`${window.location.origin}/`) ? `${url}?attempt=${Date.now()}` : null;
};

/**
 * A component of a module that is loaded when it is first rendered: `React.lazy` that can be tried again. Like any lazy
 * component it needs a `Suspense` around it; if it cannot be loaded, only its own place says so.
 */
export const lazyPart = <M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => ComponentType<P>,
): ComponentType<P> => {
  // A lazy component keeps its failure, so that each attempt is a new one.
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

interface PartBoundaryProps {
  onRetry: (error: unknown) => void;
  children: ReactNode;
}

class PartBoundary extends Component<PartBoundaryProps, { failed: boolean; error: unknown }> {
  override state = { failed: false, error: null };

  static getDerivedStateFromError(error: unknown): { failed: boolean; error: unknown } {
    return { failed: true, error };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const retry = () => {
      this.props.onRetry(this.state.error);
      this.setState({ failed: false, error: null });
    };
    return (
      <p
        className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4.5 py-3 text-sm text-foreground-muted"
        role="alert"
      >
        <Trans>This part of the page could not be loaded.</Trans>
        <Button size="small" variant="link" onClick={retry}>
          <Trans>Try again</Trans>
        </Button>
        {/* After an update of the application the file may not exist any more. */}
        <Button size="small" variant="link" onClick={() => window.location.reload()}>
          <Trans>Reload the page</Trans>
        </Button>
      </p>
    );
  }
}
