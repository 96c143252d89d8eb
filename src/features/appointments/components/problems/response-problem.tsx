import { Trans, useLingui } from '@lingui/react/macro';
import {
  CircleHelp,
  CloudOff,
  FileQuestion,
  LockKeyhole,
  type LucideIcon,
  RefreshCcw,
  SearchX,
  ServerCrash,
  ShieldAlert,
  Unplug,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { databaseUnavailable, upstreamCodes } from '#contract/problem.ts';
import { HttpError, UnreadableResponseError } from '#lib/api/errors.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { RawResponse } from '../record/raw-response.tsx';
import { NoConnection } from './appointment-problem.tsx';
import { type ProblemAction, type ProblemProps, ProblemScreen } from './problem-screen.tsx';
import { RateLimited } from './rate-limited.tsx';

type ProblemKind =
  | 'bad-request'
  | 'conflict'
  | 'failed'
  | 'forbidden'
  | 'interrupted'
  | 'missing-scope'
  | 'no-database'
  | 'not-found'
  | 'not-logged'
  | 'rejected'
  | 'signed-out'
  | 'unavailable'
  | 'unexpected'
  | 'unreachable'
  | 'unreadable'
  | 'wrong-appointment';

const kindsByStatus: ReadonlyMap<number, ProblemKind> = new Map([
  [400, 'bad-request'],
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
]);

/** Why the gateway responds with 502 or 503. */
const kindsByUpstreamCode: ReadonlyMap<string, ProblemKind> = new Map([
  [upstreamCodes.unreachable, 'unreachable'],
  [upstreamCodes.reset, 'interrupted'],
  [upstreamCodes.truncated, 'interrupted'],
  [upstreamCodes.contentType, 'unreadable'],
  [upstreamCodes.invalidJson, 'unreadable'],
  [upstreamCodes.wrongRecord, 'wrong-appointment'],
  [databaseUnavailable, 'no-database'],
]);

/** OAuth 2.0 (RFC 6750): the access token lacks a scope, which a new sign-in may grant. */
const insufficientScope = 'insufficient_scope';

const kindOf = ({ status, problem }: HttpError): ProblemKind => {
  const code = problem?.error ?? '';
  if (status === 403 && code === insufficientScope) return 'missing-scope';
  if (status === 502) return kindsByUpstreamCode.get(code) ?? 'failed';
  if (status === 503) return kindsByUpstreamCode.get(code) ?? 'unavailable';
  return kindsByStatus.get(status) ?? (status >= 500 ? 'failed' : 'rejected');
};

interface Problem {
  icon: LucideIcon;
  title: ReactNode;
  text: ReactNode;
  /** Default: retry, then home. A retry that is unlikely to help comes second. */
  actions?: readonly ProblemAction[];
  showRequestId?: boolean;
}

interface ProblemValues extends Pick<ProblemProps, 'id' | 'clinic'> {
  status: number | null;
}

/** All problems with a response: to add one, add a kind and a row. */
const problems = ({ id, clinic, status }: ProblemValues): Record<ProblemKind, Problem> => ({
  'bad-request': {
    icon: CircleHelp,
    title: <Trans>The service did not understand this request</Trans>,
    text: <Trans>The service reported error {status}.</Trans>,
    actions: ['home', 'retry'],
    showRequestId: true,
  },
  conflict: {
    icon: RefreshCcw,
    title: <Trans>The appointment is not available right now</Trans>,
    text: <Trans>The service reported error {status}. Please try again in a moment.</Trans>,
    showRequestId: true,
  },
  failed: {
    icon: ServerCrash,
    title: <Trans>Something went wrong at the service</Trans>,
    text: <Trans>The service reported error {status}. Your link is fine.</Trans>,
    showRequestId: true,
  },
  forbidden: {
    icon: LockKeyhole,
    title: <Trans>You have no access to this appointment</Trans>,
    text: (
      <Trans>
        Your account may not view it at <bdi translate="no">{clinic}</bdi>. Ask your clinic's administrator
        for access.
      </Trans>
    ),
    actions: ['home', 'retry', 'other-account'],
    showRequestId: true,
  },
  interrupted: {
    icon: Unplug,
    title: <Trans>The response was cut off</Trans>,
    text: <Trans>The connection to the service was lost during the response.</Trans>,
    showRequestId: true,
  },
  'missing-scope': {
    icon: LockKeyhole,
    title: <Trans>Your sign-in does not include this permission</Trans>,
    text: <Trans>Sign in again to grant it. If that does not help, ask your clinic's administrator.</Trans>,
    actions: ['sign-in', 'home'],
    showRequestId: true,
  },
  'no-database': {
    icon: ServerCrash,
    title: <Trans>This application is not available</Trans>,
    text: <Trans>Its own database does not respond. Your link is fine.</Trans>,
    showRequestId: true,
  },
  'not-found': {
    icon: SearchX,
    title: <Trans>No appointment #{id}</Trans>,
    text: (
      <Trans>
        <bdi translate="no">{clinic}</bdi> has no appointment with this number. It may have been removed, or
        the link may be for another clinic.
      </Trans>
    ),
    actions: ['home'],
  },
  'not-logged': {
    icon: ShieldAlert,
    title: <Trans>This appointment is hidden</Trans>,
    text: (
      <Trans>
        Every opening is logged, and this one could not be: the server does not respond. The appointment
        appears as soon as it is logged.
      </Trans>
    ),
    showRequestId: true,
  },
  rejected: {
    icon: CircleHelp,
    title: <Trans>The service rejected this request</Trans>,
    text: <Trans>The service reported error {status}.</Trans>,
    actions: ['home', 'retry'],
    showRequestId: true,
  },
  'signed-out': {
    icon: LockKeyhole,
    title: <Trans>Your session has ended</Trans>,
    text: <Trans>Sign in again to return to this appointment.</Trans>,
    actions: ['sign-in'],
  },
  unavailable: {
    icon: CloudOff,
    title: <Trans>The service is not available</Trans>,
    text: <Trans>It is temporarily closed or overloaded. Your link is fine.</Trans>,
    showRequestId: true,
  },
  unexpected: {
    icon: CloudOff,
    title: <Trans>Something went wrong on this page</Trans>,
    text: <Trans>The appointment could not be shown. Your link is fine; please try again.</Trans>,
  },
  unreachable: {
    icon: Unplug,
    title: <Trans>The service cannot be reached</Trans>,
    text: <Trans>It does not respond. Your link and this device are fine.</Trans>,
    showRequestId: true,
  },
  unreadable: {
    icon: FileQuestion,
    title: <Trans>The response could not be read</Trans>,
    text: <Trans>The service responded, but the response contains no appointment.</Trans>,
  },
  'wrong-appointment': {
    icon: ShieldAlert,
    title: <Trans>The service returned a different appointment</Trans>,
    text: (
      <Trans>
        #{id} was requested, but the service returned a different appointment. It is not shown because it may
        belong to another customer.
      </Trans>
    ),
  },
});

/** Kinds for which the message of the server, possibly in another language, is shown on request. */
const kindsWithServiceMessage: readonly ProblemKind[] = ['bad-request', 'conflict', 'rejected'];

interface KnownProblemProps extends ProblemProps {
  kind: ProblemKind;
  error?: HttpError | null;
  children?: ReactNode;
}

function KnownProblem({ kind, error = null, children, ...props }: KnownProblemProps) {
  const { text, showRequestId, ...problem } = problems({
    id: props.id,
    clinic: props.clinic,
    status: error?.status ?? null,
  })[kind];
  const serviceMessage = kindsWithServiceMessage.includes(kind) ? (error?.problem?.message ?? '') : '';
  return (
    <ProblemScreen {...props} {...problem}>
      <p>{text}</p>
      {serviceMessage !== '' && (
        <Disclosure summary={<Trans>Message from the service</Trans>}>
          {() => (
            <p dir="auto" translate="no">
              {serviceMessage}
            </p>
          )}
        </Disclosure>
      )}
      {children}
      {showRequestId && error?.requestId != null && <Reference id={error.requestId} />}
    </ProblemScreen>
  );
}

/** Shown for questions to the support. */
function Reference({ id }: { id: string }) {
  const { t } = useLingui();
  const copy = useCopy();
  return (
    <p className="text-sm text-foreground-subtle">
      <Trans>
        Reference for support: <code>{id}</code>
      </Trans>{' '}
      <Button
        aria-label={t`Copy the reference`}
        onClick={() => void copy(id, t`Reference copied`)}
        size="small"
        variant="link"
      >
        <Trans comment="Copies the reference for support">Copy</Trans>
      </Button>
    </p>
  );
}

/** Why the response to the request cannot be shown. */
export function ResponseProblem({ error, ...props }: ProblemProps & { error: unknown }) {
  if (error instanceof UnreadableResponseError) return <UnreadableResponse {...props} raw={error.body} />;
  if (!(error instanceof HttpError)) return <KnownProblem {...props} kind="unexpected" />;
  if (error.status === 429) return <RateLimited {...props} retryAt={error.retryAt} />;
  if (error.status === 504 || error.problem?.error === upstreamCodes.timeout)
    return <NoConnection {...props} timedOut />;
  const kind = kindOf(error);
  return (
    <KnownProblem {...props} error={error} kind={kind}>
      {kind === 'not-found' && <OtherClinics {...props} />}
      {error.retryAt !== null && <AvailableAt epoch={error.retryAt} />}
    </KnownProblem>
  );
}

/**
 * The time from which the service can be tried again; `epoch` in milliseconds since 1970. Null once that has passed.
 */
function AvailableAt({ epoch }: { epoch: number }) {
  const format = useFormat();
  const now = useNow('second');
  const { t } = useLingui();
  if (epoch <= now) return null;
  const time = format.dateTime(epoch);
  return <p>{t`It can be tried again from ${time}.`}</p>;
}

/** A response without an appointment; `raw` is its body. */
export function UnreadableResponse({ raw, ...props }: ProblemProps & { raw: unknown }) {
  return (
    <KnownProblem {...props} kind="unreadable">
      <Disclosure summary={<Trans>Raw response</Trans>}>
        {() => <RawResponse id={null} raw={raw} />}
      </Disclosure>
    </KnownProblem>
  );
}

/** A response with the number of another appointment. It may be another patient's, so nothing of it is shown. */
export const WrongAppointment = (props: ProblemProps) => <KnownProblem {...props} kind="wrong-appointment" />;

/** A prefetched record whose opening could not be logged. */
export const NotLogged = ({ reason, ...props }: ProblemProps & { reason: unknown }) => (
  <KnownProblem {...props} error={reason instanceof HttpError ? reason : null} kind="not-logged" />
);

function OtherClinics({ id, otherClinics }: Pick<ProblemProps, 'id' | 'otherClinics'>) {
  if (otherClinics.length === 0) return null;
  return (
    <>
      <p>
        <Trans>Look for #{id} in another of your clinics:</Trans>
      </p>
      <ul className="flex flex-wrap gap-2">
        {otherClinics.map(({ name, href }) => (
          <li key={href}>
            <a className={buttonClass()} href={href}>
              <bdi translate="no">{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
