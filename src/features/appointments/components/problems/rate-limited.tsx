import { Trans, useLingui } from '@lingui/react/macro';
import { Hourglass } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { type ProblemProps, ProblemScreen } from './problem-screen.tsx';

interface RateLimitedProps extends ProblemProps {
  /** When a retry is allowed, in milliseconds since 1970; null if the response does not contain it. */
  retryAt: number | null;
}

/** Up to this many seconds are counted down; for a longer wait its end is named, and the user may retry before. */
const maxCountdown = 60;

/** Waits until `retryAt` and then retries once. */
export function RateLimited({ retryAt, ...props }: RateLimitedProps) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('second');
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  const time = retryAt === null ? '' : format.dateTime(retryAt);
  const dueAt = seconds === 0 ? retryAt : null;
  const retry = useEffectEvent(props.onRetry);

  useEffect(() => {
    if (dueAt !== null) retry();
  }, [dueAt]);

  return (
    <ProblemScreen
      {...props}
      icon={Hourglass}
      retryDisabled={seconds > 0 && seconds <= maxCountdown}
      title={<Trans>Too many requests</Trans>}
    >
      <p>
        <Trans>Please wait.</Trans>
      </p>
      {seconds > 0 && (
        <p aria-label={t`Time until the next attempt`} className="tabular-nums" role="timer">
          {seconds > maxCountdown ? t`It can be tried again from ${time}.` : t`Trying again in ${seconds} s`}
        </p>
      )}
    </ProblemScreen>
  );
}
