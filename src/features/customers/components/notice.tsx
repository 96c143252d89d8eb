import { Trans } from '@lingui/react/macro';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type FailureKind, failureKind } from '#lib/api/failure-kind.ts';
import { useSignInHref } from '#lib/return-to.ts';
import { Banner } from '#ui/banner.tsx';
import { Button, buttonClass } from '#ui/button.tsx';

/** The parts that could not be loaded. */
type Subject = 'customer' | 'appointments';

interface NoticeProps {
  subject: Subject;
  error: Error;
  onRetry: () => void;
}

/** Why a part of the page is missing, and what the user can do about it. */
export function Notice({ subject, error, onRetry }: NoticeProps) {
  const kind = failureKind(error);
  const signInHref = useSignInHref();
  const unsupported: Record<Subject, ReactNode> = {
    customer: <Trans>This service cannot show a customer by number.</Trans>,
    appointments: (
      <Trans>
        This service cannot list a customer's appointments. Showing those of the days you viewed and the
        records you opened.
      </Trans>
    ),
  };
  const forbidden: Record<Subject, ReactNode> = {
    customer: <Trans>Your account has no permission to view this customer.</Trans>,
    appointments: <Trans>Your account has no permission to view this customer's appointments.</Trans>,
  };
  const titles: Record<FailureKind, ReactNode> = {
    offline: <Trans>No connection</Trans>,
    'signed-out': <Trans>Your session has ended</Trans>,
    forbidden: forbidden[subject],
    'missing-scope': (
      <Trans>
        Your sign-in does not include customers. Sign in again; if that does not help, ask your clinic's
        administrator to add the missing scope to FLEXTELL_SCOPES.
      </Trans>
    ),
    unsupported: unsupported[subject],
    'not-found': <Trans>There is no customer with this number here.</Trans>,
    'rate-limited': <Trans>Too many requests. Please wait.</Trans>,
    unreadable: <Trans>The response could not be read</Trans>,
    unavailable: <Trans>The service is not available</Trans>,
  };
  const canSignIn = kind === 'signed-out' || kind === 'missing-scope';
  const canRetry =
    kind === 'offline' || kind === 'rate-limited' || kind === 'unreadable' || kind === 'unavailable';
  return (
    <div className="mt-4" role="alert">
      <Banner icon={TriangleAlert} title={titles[kind]} tone={kind === 'unsupported' ? 'info' : 'warn'}>
        {canSignIn && (
          <a className={buttonClass({ variant: 'link', size: 'small' })} href={signInHref}>
            <Trans>Sign in</Trans>
          </a>
        )}
        {canRetry && (
          <Button onClick={onRetry} size="small" variant="link">
            <Trans>Try again</Trans>
          </Button>
        )}
      </Banner>
    </div>
  );
}
