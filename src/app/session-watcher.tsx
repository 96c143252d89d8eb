import { useCallback } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useSession } from '#features/session/api/session.ts';
import { IdleTimeout } from '#features/session/components/idle-timeout.tsx';
import { useSignOut, useSignOutSync } from './use-end-session.ts';
import { useReturnTo } from './use-return-to.ts';

/** Ends the session when it is idle or another tab ended it. Renders only the warning. */
export function SessionWatcher({ session }: { session: SessionResponse }) {
  const returnTo = useReturnTo();
  const signOut = useSignOut();
  const { dataUpdatedAt } = useSession();
  useSignOutSync(returnTo);

  const onExpire = useCallback(() => signOut('idle', returnTo), [signOut, returnTo]);

  return (
    <IdleTimeout
      fetchedAt={dataUpdatedAt}
      onExpire={onExpire}
      onSignOut={() => signOut('ended', null)}
      session={session}
    />
  );
}
