import { Trans } from '@lingui/react/macro';
import { Hourglass, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { type ProblemProps, ProblemScreen } from './problem-screen.tsx';

/** No answer came, or none in time; when the network is back the page asks again by itself. */
export function NoConnection({ timedOut, homeHref, onRetry }: ProblemProps & { timedOut: boolean }) {
  useEffect(() => {
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [onRetry]);
  const Icon = timedOut ? Hourglass : WifiOff;
  return (
    <ProblemScreen
      homeHref={homeHref}
      icon={Icon}
      onRetry={onRetry}
      title={timedOut ? <Trans>No answer in time</Trans> : <Trans>No connection</Trans>}
    >
      <p>
        {timedOut ? (
          <Trans>The service took too long to answer. It may be busy.</Trans>
        ) : (
          <Trans>
            This device could not reach the server. The page tries again when the network is back.
          </Trans>
        )}
      </p>
    </ProblemScreen>
  );
}
