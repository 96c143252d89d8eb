import { Trans } from '@lingui/react/macro';
import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

interface ErrorBoundaryProps {
  /** A new value, such as another URL, renders the children again after an error. */
  resetKey: string;
  children: ReactNode;
}

interface ErrorBoundaryState {
  failed: boolean;
  resetKey: string;
}

/** Replaces a page that throws while rendering by an explanation. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps(
    { resetKey }: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ): ErrorBoundaryState | null {
    return resetKey === state.resetKey ? null : { failed: false, resetKey };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <MessageScreen
        actions={
          <>
            <Button variant="primary" onClick={() => window.location.reload()}>
              <Trans>Reload the page</Trans>
            </Button>
            <a className={buttonClass()} href="/">
              <Trans>Open another appointment</Trans>
            </a>
          </>
        }
        icon={CircleAlert}
        title={<Trans>Something went wrong on this page</Trans>}
      >
        <p>
          <Trans>Nothing was changed, and your link still works. Reloading may help.</Trans>
        </p>
      </MessageScreen>
    );
  }
}
