import { useCallback } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { signOut, useSession } from '#features/session/api/session.ts';
import { IdleTimeout } from '#features/session/components/idle-timeout.tsx';
import { useEndSession, useSignOutSync } from './use-end-session.ts';
import { useReturnTo } from './use-return-to.ts';

/** Ends the session when it is idle or another tab ended it. Renders only the warning. */
export function SessionWatcher({ session }: { session: SessionResponse }) {
  const returnTo = useReturnTo();
  const endSession = useEndSession();
  const { dataUpdatedAt } = useSession();
  useSignOutSync(returnTo);

  const onExpire = useCallback(() => {
    // The page ends the session even if the gateway, which expires it independently, cannot be reached.
    signOut().catch(() => undefined);
    endSession('idle', { returnTo, broadcast: true });
  }, [endSession, returnTo]);

  return <IdleTimeout fetchedAt={dataUpdatedAt} onExpire={onExpire} session={session} />;
}
