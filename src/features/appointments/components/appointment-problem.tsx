import { Trans, useLingui } from '@lingui/react/macro';
import {
  CircleHelp,
  CloudOff,
  FileQuestion,
  Hourglass,
  LockKeyhole,
  SearchX,
  ServerCrash,
  WifiOff,
} from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { ConnectionError, HttpError, UnreadableAnswerError } from '#lib/api/errors.ts';
import { useNow } from '#lib/use-now.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { RawAnswer } from './raw-answer.tsx';

interface OtherClinic {
  name: string;
  href: string;
}

interface AppointmentProblemProps {
  error: unknown;
  /** The number that was asked for. */
  id: string;
  clinic: string;
  /** The reader's other clinics; offered by name where the appointment may be theirs, asked by nobody. */
  otherClinics: readonly OtherClinic[];
  signInHref: string;
  homeHref: string;
  onRetry: () => void;
}

const icon = 'size-6';

/** Why the appointment cannot be shown, in words of its own for each reason, with the way out. */
export function AppointmentProblem(props: AppointmentProblemProps) {
  const { error } = props;
  if (error instanceof ConnectionError) return <NoConnection {...props} timedOut={error.timedOut} />;
  if (error instanceof UnreadableAnswerError) return <Senseless {...props} raw={error.body} />;
  if (!(error instanceof HttpError)) return <Unexpected {...props} />;
  switch (error.status) {
    case 400:
    case 422:
      return <Refused {...props} error={error} />;
    case 401:
      return <SignedOut {...props} />;
    case 403:
      return <Forbidden {...props} />;
    case 404:
      return <NotFound {...props} />;
    case 429:
      return <RateLimited {...props} retryAt={error.retryAt} />;
    case 504:
      return <NoConnection {...props} timedOut />;
    default:
      return error.status >= 500 ? (
        <ServiceDown {...props} error={error} />
      ) : (
        <Refused {...props} error={error} />
      );
  }
}

function HomeLink({ homeHref }: Pick<AppointmentProblemProps, 'homeHref'>) {
  return (
    <a className={buttonClass()} href={homeHref}>
      <Trans>Open another appointment</Trans>
    </a>
  );
}

function RetryButton({ onRetry }: Pick<AppointmentProblemProps, 'onRetry'>) {
  return (
    <Button look="primary" onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  );
}

function NotFound({ id, clinic, otherClinics, homeHref }: AppointmentProblemProps) {
  return (
    <MessageScreen
      actions={<HomeLink homeHref={homeHref} />}
      icon={<SearchX aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>There is no appointment #{id} here</Trans>}
    >
      <p>
        <Trans>
          <bdi>{clinic}</bdi> has no appointment with this number. It may have been removed, or the link may
          be for another clinic.
        </Trans>
      </p>
      <OtherClinics clinics={otherClinics} id={id} />
    </MessageScreen>
  );
}

function OtherClinics({ clinics, id }: { clinics: readonly OtherClinic[]; id: string }) {
  if (clinics.length === 0) return null;
  return (
    <>
      <p>
        <Trans>Look for #{id} in another of your clinics:</Trans>
      </p>
      <ul className="flex flex-wrap gap-2">
        {clinics.map(({ name, href }) => (
          <li key={href}>
            <a className={buttonClass()} href={href}>
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Forbidden({ clinic, homeHref, onRetry }: AppointmentProblemProps) {
  return (
    <MessageScreen
      actions={
        <>
          <HomeLink homeHref={homeHref} />
          <Button onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        </>
      }
      icon={<LockKeyhole aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>You may not see this appointment</Trans>}
    >
      <p>
        <Trans>
          Your account has no permission for it at <bdi>{clinic}</bdi>. Whoever manages the clinic's accounts
          can give it.
        </Trans>
      </p>
    </MessageScreen>
  );
}

function SignedOut({ signInHref }: AppointmentProblemProps) {
  return (
    <MessageScreen
      actions={
        <a className={buttonClass('primary')} href={signInHref}>
          <Trans>Sign in</Trans>
        </a>
      }
      icon={<LockKeyhole aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>Your sign-in has ended</Trans>}
    >
      <p>
        <Trans>Sign in again, and you come back to this very appointment.</Trans>
      </p>
    </MessageScreen>
  );
}

function NoConnection({ timedOut, homeHref, onRetry }: AppointmentProblemProps & { timedOut: boolean }) {
  useEffect(() => {
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [onRetry]);
  return (
    <MessageScreen
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={
        timedOut ? (
          <Hourglass aria-hidden="true" className={icon} />
        ) : (
          <WifiOff aria-hidden="true" className={icon} />
        )
      }
      role="alert"
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
    </MessageScreen>
  );
}

function RateLimited({ retryAt, homeHref, onRetry }: AppointmentProblemProps & { retryAt: number | null }) {
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
      icon={<Hourglass aria-hidden="true" className={icon} />}
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

function ServiceDown({ error, homeHref, onRetry }: AppointmentProblemProps & { error: HttpError }) {
  return (
    <MessageScreen
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={<ServerCrash aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>The service is not available</Trans>}
    >
      <p>
        <Trans>It answered with an error of its own ({error.status}). Nothing is wrong with the link.</Trans>
      </p>
      <Reference requestId={error.requestId} />
    </MessageScreen>
  );
}

function Refused({ error, homeHref, onRetry }: AppointmentProblemProps & { error: HttpError }) {
  return (
    <MessageScreen
      actions={
        <>
          <HomeLink homeHref={homeHref} />
          <Button onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        </>
      }
      icon={<CircleHelp aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>The service refused this request</Trans>}
    >
      {error.problem?.message && (
        <p dir="auto">
          <Trans>It says: {error.problem.message}</Trans>
        </p>
      )}
      <Reference requestId={error.requestId} />
    </MessageScreen>
  );
}

function Senseless({ raw, homeHref, onRetry }: AppointmentProblemProps & { raw: unknown }) {
  return (
    <MessageScreen
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={<FileQuestion aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>The answer makes no sense</Trans>}
    >
      <p>
        <Trans>The service answered, and there is no appointment in what it sent.</Trans>
      </p>
      <Disclosure summary={<Trans>The raw answer</Trans>}>{() => <RawAnswer raw={raw} />}</Disclosure>
    </MessageScreen>
  );
}

/** For an answer that was read and held no appointment. */
export const SenselessAnswer = (props: Omit<AppointmentProblemProps, 'error'> & { raw: unknown }) => (
  <Senseless {...props} error={null} />
);

function Unexpected({ homeHref, onRetry }: AppointmentProblemProps) {
  return (
    <MessageScreen
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={<CloudOff aria-hidden="true" className={icon} />}
      role="alert"
      title={<Trans>Something went wrong on this page</Trans>}
    >
      <p>
        <Trans>The appointment could not be shown. The link is fine; another try may help.</Trans>
      </p>
    </MessageScreen>
  );
}

function Reference({ requestId }: { requestId: string | null }): ReactNode {
  return (
    requestId !== null && (
      <p className="text-sm text-ink-3">
        <Trans>
          When asking for help, name <code>{requestId}</code>.
        </Trans>
      </p>
    )
  );
}
