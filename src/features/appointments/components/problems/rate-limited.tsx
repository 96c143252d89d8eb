import { Trans, useLingui } from '@lingui/react/macro';
import { Hourglass } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useNow } from '#lib/use-now.ts';
import { type ProblemProps, ProblemScreen } from './problem-screen.tsx';

interface RateLimitedProps extends ProblemProps {
  /** When a retry is allowed, in milliseconds since 1970; null if the response did not say. */
  retryAt: number | null;
}

/** Counts down to `retryAt` and then retries once. */
export function RateLimited({ retryAt, ...props }: RateLimitedProps) {
  const { t } = useLingui();
  const now = useNow('second');
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  const dueAt = seconds === 0 ? retryAt : null;
  const retry = useEffectEvent(props.onRetry);

  useEffect(() => {
    if (dueAt !== null) retry();
  }, [dueAt]);

  return (
    <ProblemScreen
      {...props}
      icon={Hourglass}
      retryDisabled={seconds > 0}
      title={<Trans>Too many requests</Trans>}
    >
      <p role="alert">
        <Trans>Please wait.</Trans>
      </p>
      {seconds > 0 && (
        <p aria-label={t`Time until the next attempt`} className="tabular-nums" role="timer">
          {t`Trying again in ${seconds} s`}
        </p>
      )}
    </ProblemScreen>
  );
}
