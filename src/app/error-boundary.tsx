import { Trans } from '@lingui/react/macro';
import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

interface ErrorBoundaryProps {
  /** Whatever names the page: another one gets another chance. */
  resetKey: string;
  children: ReactNode;
}

/** Catches what no one else did, so that the page is never blank. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { failedAt: string | null }> {
  override state: { failedAt: string | null } = { failedAt: null };

  override componentDidCatch(): void {
    this.setState({ failedAt: this.props.resetKey });
  }

  static getDerivedStateFromError(): { failedAt: string } {
    return { failedAt: '' };
  }

  override render(): ReactNode {
    const { failedAt } = this.state;
    if (failedAt === null || (failedAt !== '' && failedAt !== this.props.resetKey))
      return this.props.children;
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
