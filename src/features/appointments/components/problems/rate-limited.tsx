import { Trans, useLingui } from '@lingui/react/macro';
import { Hourglass } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useNow } from '#lib/use-now.ts';
import { Button } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { HomeLink, problemIcon, type ProblemProps } from './problem-screen.tsx';

interface RateLimitedProps extends ProblemProps {
  /** When another try is welcome, in milliseconds since 1970; null where the service did not say. */
  retryAt: number | null;
}

/** Counts down to the time the service named, and then asks once by itself. */
export function RateLimited({ retryAt, homeHref, onRetry }: RateLimitedProps) {
  const { t } = useLingui();
  const now = useNow('second');
  const seconds = retryAt === null ? 0 : Math.max(0, Math.ceil((retryAt - now) / 1000));
  const asked = useRef<number | null>(null);
  const due = retryAt !== null && seconds === 0;

  useEffect(() => {
    // Once for each time the service named.
    if (!due || asked.current === retryAt) return;
    asked.current = retryAt;
    onRetry();
  }, [due, retryAt, onRetry]);

  return (
    <MessageScreen
      actions={
        <>
          <Button disabled={seconds > 0} look="primary" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={<Hourglass aria-hidden="true" className={problemIcon} />}
      title={<Trans>Too many requests</Trans>}
    >
      <p role="alert">
        <Trans>The service asks for a pause.</Trans>
      </p>
      {seconds > 0 && (
        <p aria-label={t`Time until the next try`} className="tabular-nums" role="timer">
          {t`Trying again in ${seconds} s`}
        </p>
      )}
    </MessageScreen>
  );
}
