import { Trans } from '@lingui/react/macro';
import { Component, type ComponentType, lazy, type ReactNode, useState } from 'react';
import { TextButton } from './button.tsx';

/**
 * A component that is loaded when it is first rendered: `React.lazy` that can be tried again. Like any lazy component
 * it needs a `Suspense` around it; where it cannot be loaded, only its own place says so.
 */
export const lazyPart = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => {
  // A lazy component keeps its failure, so that each attempt is a new one.
  const attempt = () =>
    lazy(async () => {
      const Loaded = await load();
      return { default: ({ part }: { part: P }) => <Loaded {...part} /> };
    });
  const First = attempt();
  return function LazyPart(props: P) {
    const [Part, setPart] = useState(() => First);
    return (
      <PartBoundary onRetry={() => setPart(attempt)}>
        <Part part={props} />
      </PartBoundary>
    );
  };
};

interface PartBoundaryProps {
  onRetry: () => void;
  children: ReactNode;
}

class PartBoundary extends Component<PartBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    const retry = () => {
      this.props.onRetry();
      this.setState({ failed: false });
    };
    return (
      <p
        className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4.5 py-3 text-sm text-foreground-muted"
        role="alert"
      >
        <Trans>This part of the page could not be loaded.</Trans>
        <TextButton onClick={retry}>
          <Trans>Try again</Trans>
        </TextButton>
        {/* After an update of the application the file may not exist any more. */}
        <TextButton onClick={() => window.location.reload()}>
          <Trans>Reload the page</Trans>
        </TextButton>
      </p>
    );
  }
}
