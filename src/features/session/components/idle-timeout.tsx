import { Suspense, useEffect } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useNow } from '#lib/use-now.ts';
import { lazyPart } from '#ui/lazy-part.tsx';
import { useIdleTimeout } from './use-idle-timeout.ts';

const IdleWarning = lazyPart(
  () => import('./idle-warning.tsx'),
  (module) => module.IdleWarning,
);

/** Milliseconds before the session expires at which the warning is shown. */
const warningMs = 60_000;

interface IdleTimeoutProps {
  session: SessionResponse;
  /** When the session was fetched, in milliseconds since 1970: its seconds count from there. */
  fetchedAt: number;
  /** Ends the session here and in every other tab. */
  onExpire: () => void;
  /** The same, at the user's request. */
  onSignOut: () => void;
}

/** Ends an idle session, after a warning that a minute is left. */
export function IdleTimeout({ session, fetchedAt, ...ends }: IdleTimeoutProps) {
  const { expiresAt, extend } = useIdleTimeout(session.idle_seconds_left, fetchedAt);
  if (expiresAt === null) return null;
  return <Countdown {...ends} expiresAt={expiresAt} onStay={() => void extend()} />;
}

interface CountdownProps extends Pick<IdleTimeoutProps, 'onExpire' | 'onSignOut'> {
  expiresAt: number;
  onStay: () => void;
}

function Countdown({ expiresAt, onStay, onExpire, onSignOut }: CountdownProps) {
  const left = expiresAt - useNow('second');
  const expired = left <= 0;
  useEffect(() => {
    if (expired) onExpire();
  }, [expired, onExpire]);
  if (expired || left > warningMs) return null;
  return (
    <Suspense>
      <IdleWarning onSignOut={onSignOut} onStay={onStay} seconds={Math.ceil(left / 1000)} />
    </Suspense>
  );
}
