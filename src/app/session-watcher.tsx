import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useSession } from '#features/session/api/session.ts';
import { IdleTimeout } from '#features/session/components/idle-timeout.tsx';
import { HttpError } from '#lib/api/errors.ts';
import { useSignOut, useSignOutSync } from './use-end-session.ts';
import { useReturnTo } from '#lib/return-to.ts';

/** Ends the session when it is idle, another tab ended it, or a response reports its end. Renders only the warning. */
export function SessionWatcher({ session }: { session: SessionResponse }) {
  const returnTo = useReturnTo();
  const signOut = useSignOut();
  const { dataUpdatedAt, refetch } = useSession();
  const queryClient = useQueryClient();
  useSignOutSync(returnTo);

  useEffect(() => {
    const cache = queryClient.getQueryCache();
    const check = (error: unknown) => {
      if (error instanceof HttpError && error.status === 401) void refetch();
    };
    for (const { state } of cache.getAll()) check(state.error);
    return cache.subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error') check(event.action.error);
    });
  }, [queryClient, refetch]);

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
