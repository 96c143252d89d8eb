import { useCallback } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useSession } from '#features/session/api/get-session.ts';
import { signOut } from '#features/session/api/sign-out.ts';
import { IdleGuard } from '#features/session/components/idle-guard.tsx';
import { useReturnTo } from './session-boundary.tsx';
import { useEndSignIn, useSignedOutElsewhere } from './use-end-sign-in.ts';

/** Watches over a sign-in: ends it when nobody uses it or another tab ended it. Shows only the warning before. */
export function SignInKeeper({ session }: { session: SessionResponse }) {
  const returnTo = useReturnTo();
  const end = useEndSignIn();
  const { dataUpdatedAt } = useSession();
  useSignedOutElsewhere(returnTo);

  const onEnd = useCallback(() => {
    // Here it ends whether or not the gateway can be told; there it ends by its own clock.
    signOut().catch(() => undefined);
    end('idle', { returnTo, tell: true });
  }, [end, returnTo]);

  return <IdleGuard askedAt={dataUpdatedAt} onEnd={onEnd} session={session} />;
}
