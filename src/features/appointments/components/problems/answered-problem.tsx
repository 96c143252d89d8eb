import { Trans } from '@lingui/react/macro';
import { CircleHelp, CloudOff, LockKeyhole, RefreshCcw, SearchX, ServerCrash, Unplug } from 'lucide-react';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpError, UnreadableAnswerError } from '#lib/api/errors.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { NoConnection } from './no-connection.tsx';
import { HomeLink, problemIcon, type ProblemProps, ProblemScreen } from './problem-screen.tsx';
import { RateLimited } from './rate-limited.tsx';
import { AnotherAppointment, SenselessAnswer } from './wrong-answer.tsx';

type Failure = ProblemProps & { error: HttpError };

/** Why what was answered is no appointment to show, in words of its own for each reason, with the way out. */
export function AnsweredProblem({ error, ...props }: ProblemProps & { error: unknown }) {
  if (error instanceof UnreadableAnswerError) return <SenselessAnswer {...props} raw={error.body} />;
  if (!(error instanceof HttpError)) return <Unexpected {...props} />;
  switch (error.status) {
    case 401:
      return <SignedOut {...props} error={error} />;
    case 403:
      return <Forbidden {...props} error={error} />;
    case 404:
      return <NotFound {...props} error={error} />;
    case 409:
      return <Conflict {...props} error={error} />;
    case 429:
      return <RateLimited {...props} retryAt={error.retryAt} />;
    case 502:
      return <BadAnswer {...props} error={error} />;
    case 503:
      return <ServiceClosed {...props} error={error} />;
    case 504:
      return <NoConnection {...props} timedOut />;
    default:
      return error.status >= 500 ? (
        <ServiceFailed {...props} error={error} />
      ) : (
        <Refused {...props} error={error} />
      );
  }
}

function NotFound({ id, clinic, otherClinics, homeHref }: Failure) {
  return (
    <MessageScreen
      actions={<HomeLink homeHref={homeHref} />}
      icon={<SearchX aria-hidden="true" className={problemIcon} />}
      role="alert"
      title={<Trans>There is no appointment #{id} here</Trans>}
    >
      <p>
        <Trans>
          <bdi>{clinic}</bdi> has no appointment with this number. It may have been removed, or the link may
          be for another clinic.
        </Trans>
      </p>
      {otherClinics.length > 0 && (
        <>
          <p>
            <Trans>Look for #{id} in another of your clinics:</Trans>
          </p>
          <ul className="flex flex-wrap gap-2">
            {otherClinics.map(({ name, href }) => (
              <li key={href}>
                <a className={buttonClass()} href={href}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </MessageScreen>
  );
}

function Forbidden({ clinic, homeHref, onRetry }: Failure) {
  return (
    <ProblemScreen
      homeHref={homeHref}
      icon={LockKeyhole}
      onRetry={onRetry}
      passes={false}
      title={<Trans>You may not see this appointment</Trans>}
    >
      <p>
        <Trans>
          Your account has no permission for it at <bdi>{clinic}</bdi>. Whoever manages the clinic's accounts
          can give it.
        </Trans>
      </p>
    </ProblemScreen>
  );
}

function SignedOut({ signInHref }: Failure) {
  return (
    <MessageScreen
      actions={
        <a className={buttonClass('primary')} href={signInHref}>
          <Trans>Sign in</Trans>
        </a>
      }
      icon={<LockKeyhole aria-hidden="true" className={problemIcon} />}
      role="alert"
      title={<Trans>Your sign-in has ended</Trans>}
    >
      <p>
        <Trans>Sign in again, and you come back to this very appointment.</Trans>
      </p>
    </MessageScreen>
  );
}

function Conflict(props: Failure) {
  return (
    <ProblemScreen
      {...props}
      requestId={props.error.requestId}
      icon={RefreshCcw}
      title={<Trans>The record is being changed</Trans>}
    >
      <p>
        <Trans>The service could not give it at this moment. Trying again in a little while helps.</Trans>
      </p>
    </ProblemScreen>
  );
}

/** The gateway got no whole answer out of the service; its code says how it failed. */
function BadAnswer(props: Failure) {
  switch (props.error.problem?.error) {
    case upstreamCodes.unreachable:
      return (
        <ProblemScreen
          {...props}
          requestId={props.error.requestId}
          icon={Unplug}
          title={<Trans>The service cannot be reached</Trans>}
        >
          <p>
            <Trans>
              It does not answer at its address. Nothing is wrong with the link or with this device.
            </Trans>
          </p>
        </ProblemScreen>
      );
    case upstreamCodes.reset:
    case upstreamCodes.truncated:
      return (
        <ProblemScreen
          {...props}
          requestId={props.error.requestId}
          icon={Unplug}
          title={<Trans>The answer broke off</Trans>}
        >
          <p>
            <Trans>The connection to the service ended in the middle of its answer.</Trans>
          </p>
        </ProblemScreen>
      );
    case upstreamCodes.contentType:
    case upstreamCodes.invalidJson:
      return <SenselessAnswer {...props} />;
    case upstreamCodes.wrongRecord:
      return <AnotherAppointment {...props} />;
    default:
      return <ServiceFailed {...props} />;
  }
}

function ServiceFailed(props: Failure) {
  const { status } = props.error;
  return (
    <ProblemScreen
      {...props}
      requestId={props.error.requestId}
      icon={ServerCrash}
      title={<Trans>The service failed</Trans>}
    >
      <p>
        <Trans>It answered with an error of its own ({status}). Nothing is wrong with the link.</Trans>
      </p>
    </ProblemScreen>
  );
}

function ServiceClosed(props: Failure) {
  return (
    <ProblemScreen
      {...props}
      requestId={props.error.requestId}
      icon={CloudOff}
      title={<Trans>The service is not available</Trans>}
    >
      <p>
        <Trans>It is closed for a while, or too busy. Nothing is wrong with the link.</Trans>
      </p>
    </ProblemScreen>
  );
}

function Refused({ error, homeHref, onRetry }: Failure) {
  const said = error.problem?.message ?? '';
  return (
    <ProblemScreen
      homeHref={homeHref}
      icon={CircleHelp}
      onRetry={onRetry}
      passes={false}
      requestId={error.requestId}
      title={
        error.status === 400 ? (
          <Trans>The service did not understand this request</Trans>
        ) : (
          <Trans>The service refused this request</Trans>
        )
      }
    >
      {said !== '' && (
        <p dir="auto">
          <Trans>It says: {said}</Trans>
        </p>
      )}
    </ProblemScreen>
  );
}

function Unexpected({ homeHref, onRetry }: ProblemProps) {
  return (
    <ProblemScreen
      homeHref={homeHref}
      icon={CloudOff}
      onRetry={onRetry}
      title={<Trans>Something went wrong on this page</Trans>}
    >
      <p>
        <Trans>The appointment could not be shown. The link is fine; another try may help.</Trans>
      </p>
    </ProblemScreen>
  );
}
