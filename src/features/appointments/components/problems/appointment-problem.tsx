import { Trans } from '@lingui/react/macro';
import { Hourglass, WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { ConnectionError } from '#lib/api/errors.ts';
import { ResponseProblem } from '../lazy-parts.ts';
import { type ProblemProps, ProblemScreen } from './problem-screen.tsx';

/** Why the appointment cannot be shown. A lost connection is explained without loading anything. */
export function AppointmentProblem({ error, ...props }: ProblemProps & { error: unknown }) {
  return error instanceof ConnectionError ? (
    <NoConnection {...props} timedOut={error.timedOut} />
  ) : (
    <ResponseProblem {...props} error={error} />
  );
}

/** No response, or none in time. The page retries when the browser is online again. */
export function NoConnection({ timedOut, ...props }: ProblemProps & { timedOut: boolean }) {
  const { onRetry } = props;
  useEffect(() => {
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [onRetry]);
  return (
    <ProblemScreen
      {...props}
      icon={timedOut ? Hourglass : WifiOff}
      title={timedOut ? <Trans>No response in time</Trans> : <Trans>No connection</Trans>}
    >
      <p>
        {timedOut ? (
          <Trans>The service took too long to respond. It may be busy.</Trans>
        ) : (
          <Trans>
            This device could not reach the server. The page will try again when the network is back.
          </Trans>
        )}
      </p>
    </ProblemScreen>
  );
}
