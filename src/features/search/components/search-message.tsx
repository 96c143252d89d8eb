import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { minSearchLength } from '#contract/endpoints.ts';
import { HttpError } from '#lib/api/errors.ts';
import { type FailureKind, failureKind } from '#lib/api/failure-kind.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useSignInHref } from '#lib/return-to.ts';
import { Button } from '#ui/button.tsx';

export type SearchState =
  | { kind: 'idle' | 'short' | 'long' | 'unknown-code' | 'searching' | 'opening' }
  | { kind: 'failed'; error: Error }
  | { kind: 'found'; count: number; more: boolean };

interface SearchMessageProps {
  state: SearchState;
  onRetry: () => void;
}

/** The state of the search, below the text field. Screen readers announce each change once. */
export function SearchMessage({ state, onRetry }: SearchMessageProps) {
  const visible = state.kind !== 'idle' && !(state.kind === 'found' && state.count > 0 && !state.more);
  return (
    <div className={visible ? 'px-4.5 py-2.5 text-sm text-foreground-muted' : 'sr-only'} role="status">
      {state.kind === 'failed' ? (
        <Failure error={state.error} onRetry={onRetry} />
      ) : (
        <Progress state={state} />
      )}
    </div>
  );
}

function Progress({ state }: { state: Exclude<SearchState, { kind: 'failed' }> }) {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'short':
      return <Trans>Type at least {minSearchLength} characters to search for customers.</Trans>;
    case 'long':
      return <Trans>This is too long for a search.</Trans>;
    case 'unknown-code':
      return (
        <Trans>
          The service finds appointments by number only. The number is in the link of the appointment.
        </Trans>
      );
    case 'searching':
      return <Trans>Searching…</Trans>;
    case 'opening':
      return <Trans>Opening…</Trans>;
    case 'found':
      if (state.count === 0)
        return (
          <Trans>The service found no customer for this; it does not say which fields it searches.</Trans>
        );
      if (state.more)
        return (
          <Trans>
            The first {{ count: state.count }} customers. Type more of the name or the phone number.
          </Trans>
        );
      return <Plural one="# customer" other="# customers" value={{ count: state.count }} />;
  }
}

function Failure({ error, onRetry }: { error: Error } & Omit<SearchMessageProps, 'state'>) {
  const { t } = useLingui();
  const format = useFormat();
  const retryAt = error instanceof HttpError ? error.retryAt : null;
  const time = retryAt === null ? '' : format.time(retryAt);
  const kind = failureKind(error);
  const signInHref = useSignInHref();
  const texts: Record<FailureKind, ReactNode> = {
    offline: <Trans>No connection. Customers cannot be searched.</Trans>,
    'signed-out': <Trans>Your session has ended.</Trans>,
    forbidden: <Trans>Your account has no permission to search for customers.</Trans>,
    'missing-scope': (
      <Trans>
        Your sign-in does not include the search for customers. Sign in again; if that does not help, ask your
        clinic's administrator to add the missing scope to FLEXTELL_SCOPES.
      </Trans>
    ),
    unsupported: <Trans>This service cannot search for customers.</Trans>,
    'rate-limited':
      time === '' ? (
        <Trans>Too many searches. Please wait.</Trans>
      ) : (
        t`Too many searches. Wait until ${time}.`
      ),
    'not-found': <Trans>The service is not available. Customers cannot be searched.</Trans>,
    unreadable: <Trans>The response could not be read</Trans>,
    unavailable: <Trans>The service is not available. Customers cannot be searched.</Trans>,
  };
  const signIn = kind === 'signed-out' || kind === 'missing-scope';
  const retry =
    kind === 'offline' || kind === 'rate-limited' || kind === 'unreadable' || kind === 'unavailable';
  return (
    <>
      <span>{texts[kind]}</span>{' '}
      {signIn && (
        <a className="link" href={signInHref}>
          <Trans>Sign in</Trans>
        </a>
      )}
      {retry && (
        <Button onClick={onRetry} size="small" variant="link">
          <Trans>Try again</Trans>
        </Button>
      )}
    </>
  );
}
