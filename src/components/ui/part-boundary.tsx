import { Trans } from '@lingui/react/macro';
import { Component, type ReactNode } from 'react';
import { Button } from './button.tsx';

interface PartBoundaryProps {
  /** Called before the part is rendered again at the user's request. */
  onRetry?: (error: unknown) => void;
  /** The data that the part shows: with other data it is rendered again. */
  data?: unknown;
  className?: string;
  children: ReactNode;
}

interface PartBoundaryState {
  failed: boolean;
  error: unknown;
  data?: unknown;
}

const working = { failed: false, error: null };

/** Limits an error to one part of the page, which can be tried again. Adds no element around the part. */
export class PartBoundary extends Component<PartBoundaryProps, PartBoundaryState> {
  override state: PartBoundaryState = working;

  static getDerivedStateFromError(error: unknown): PartBoundaryState {
    return { failed: true, error };
  }

  static getDerivedStateFromProps({ data }: PartBoundaryProps, state: PartBoundaryState) {
    return data === state.data ? null : { ...working, data };
  }

  override render(): ReactNode {
    const { onRetry, className = '', children } = this.props;
    if (!this.state.failed) return children;
    const retry = () => {
      onRetry?.(this.state.error);
      this.setState(working);
    };
    return (
      <p
        className={`flex flex-wrap items-center gap-2 px-card py-2 text-sm text-foreground-subtle ${className}`}
        role="alert"
      >
        <Trans>This part of the page could not be shown.</Trans>
        <Button size="small" variant="link" onClick={retry}>
          <Trans>Try again</Trans>
        </Button>
        {/* After an update of the application the file of a part may not exist any more. */}
        <Button size="small" variant="link" onClick={() => window.location.reload()}>
          <Trans>Reload the page</Trans>
        </Button>
      </p>
    );
  }
}
