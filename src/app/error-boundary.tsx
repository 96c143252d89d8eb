import { Trans } from '@lingui/react/macro';
import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

interface ErrorBoundaryProps {
  /** A new value, such as another path, renders the children again after an error. */
  resetKey: string;
  children: ReactNode;
}

/** Replaces a page that throws while rendering by an explanation. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidUpdate(previous: ErrorBoundaryProps): void {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false });
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
        role="alert"
        title={<Trans>Something went wrong on this page</Trans>}
      >
        <p>
          <Trans>Nothing was changed, and your link still works. Reloading may help.</Trans>
        </p>
      </MessageScreen>
    );
  }
}
