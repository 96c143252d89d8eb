import { Trans, useLingui } from '@lingui/react/macro';
import {
  CalendarX2,
  FileQuestion,
  Hourglass,
  LockKeyhole,
  type LucideIcon,
  Unplug,
  WifiOff,
} from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { HttpError } from '#lib/api/errors.ts';
import { type FailureKind, failureKind } from '#lib/api/failure-kind.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useSignInHref } from '#lib/return-to.ts';
import { useNow } from '#lib/use-now.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';

/** Whether the user may not see the schedule any more, so that it is removed from the screen. */
export const isRefused = (error: unknown): boolean =>
  ['signed-out', 'missing-scope', 'forbidden'].includes(failureKind(error));

interface Problem {
  icon: LucideIcon;
  title: ReactNode;
  text: ReactNode;
}

const unavailable: Problem = {
  icon: Unplug,
  title: <Trans>The service is not available</Trans>,
  text: <Trans>It does not respond, or reported an error. This device is fine.</Trans>,
};

const problems: Readonly<Record<FailureKind, Problem>> = {
  offline: {
    icon: WifiOff,
    title: <Trans>No connection</Trans>,
    text: (
      <Trans>This device could not reach the server. The page will try again when the network is back.</Trans>
    ),
  },
  'signed-out': {
    icon: LockKeyhole,
    title: <Trans>Your session has ended</Trans>,
    text: <Trans>Sign in again to return to the schedule.</Trans>,
  },
  'missing-scope': {
    icon: LockKeyhole,
    title: <Trans>Your sign-in does not include the schedule</Trans>,
    text: (
      <Trans>
        Sign in again. If that does not help, ask your clinic's administrator to add the scope for the
        calendar to <code>FLEXTELL_SCOPES</code>.
      </Trans>
    ),
  },
  forbidden: {
    icon: LockKeyhole,
    title: <Trans>No permission to view the schedule</Trans>,
    text: (
      <Trans>Ask your clinic's administrator for access. Appointments can still be opened by number.</Trans>
    ),
  },
  'rate-limited': {
    icon: Hourglass,
    title: <Trans>Too many requests</Trans>,
    text: <Trans>The page will load the schedule as soon as the service allows it.</Trans>,
  },
  unsupported: {
    icon: CalendarX2,
    title: <Trans>This service has no schedule</Trans>,
    text: (
      <Trans>It cannot list the appointments of a day. Appointments can still be opened by number.</Trans>
    ),
  },
  unreadable: {
    icon: FileQuestion,
    title: <Trans>The response could not be read</Trans>,
    text: <Trans>The service responded, but the response contains no schedule.</Trans>,
  },
  'not-found': unavailable,
  unavailable,
};

interface ScheduleProblemProps {
  error: unknown;
  onRetry: () => void;
}

/** Why there is no schedule, in its place. */
export function ScheduleProblem({ error, onRetry }: ScheduleProblemProps) {
  const kind = failureKind(error);
  const signInHref = useSignInHref();
  const { icon: Icon, title, text } = problems[kind];
  const retryAt = error instanceof HttpError ? error.retryAt : null;
  const signsIn = kind === 'signed-out' || kind === 'missing-scope';
  const retry = useEffectEvent(onRetry);
  useEffect(() => {
    const listener = () => retry();
    window.addEventListener('online', listener);
    return () => window.removeEventListener('online', listener);
  }, []);
  return (
    <Card className="px-card py-8 sm:py-10">
      <div className="mx-auto max-w-xl text-center" role="alert">
        <Icon className="mx-auto size-8 text-foreground-subtle" />
        <h2 className="mt-3 text-lg font-semibold">{title}</h2>
        <p className="mt-1 text-foreground-muted">{text}</p>
      </div>
      <div className="mt-4 flex flex-wrap justify-center gap-2.5">
        {signsIn && (
          <a className={buttonClass({ variant: 'primary' })} href={signInHref}>
            <Trans>Sign in</Trans>
          </a>
        )}
        {kind === 'rate-limited' && retryAt !== null ? (
          <Countdown onEnd={onRetry} retryAt={retryAt} />
        ) : (
          kind !== 'signed-out' && (
            <Button onClick={onRetry}>
              <Trans>Try again</Trans>
            </Button>
          )
        )}
      </div>
    </Card>
  );
}

/** Retries at `retryAt`, in milliseconds since 1970. */
function Countdown({ retryAt, onEnd }: { retryAt: number; onEnd: () => void }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('second');
  const due = now >= retryAt;
  const end = useEffectEvent(onEnd);
  useEffect(() => {
    if (due) end();
  }, [due]);
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  const time = format.time(retryAt);
  return (
    <p className="text-sm tabular-nums" role="timer">
      {seconds > 60 ? t`Trying again at ${time}` : t`Trying again in ${seconds} s`}
    </p>
  );
}

interface EmptyScheduleProps {
  title: ReactNode;
  children?: ReactNode;
}

/** A schedule without appointments to show. */
export function EmptySchedule({ title, children }: EmptyScheduleProps) {
  return (
    <Card className="px-card py-8 text-center sm:py-10">
      <CalendarX2 className="mx-auto size-8 text-foreground-subtle" />
      <h2 className="mt-3 font-semibold">{title}</h2>
      {children && <div className="mt-3 flex flex-wrap justify-center gap-2">{children}</div>}
    </Card>
  );
}
