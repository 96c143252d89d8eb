import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { signOutQuery } from '#features/session/api/end-session.ts';
import { removeSessionData, sessionQuery } from '#features/session/api/session.ts';
import type { SignInProblem } from '#features/session/components/sign-in-screen.tsx';
import { useSessionChannel } from '#features/session/model/session-channel.tsx';
import { startSigningOut } from '#features/session/model/signing-out.ts';
import { clear } from '#lib/session-storage.ts';

/**
 * Removes everything of the session from this tab and leads to the sign-in, which returns to `returnTo`. With
 * `broadcast` the other tabs do the same.
 */
const useEndSession = () => {
  const queryClient = useQueryClient();
  const channel = useSessionChannel();
  const navigate = useNavigate();
  return useCallback(
    (problem: SignInProblem, { returnTo, broadcast }: { returnTo: string | null; broadcast: boolean }) => {
      clear();
      // Patient data is removed first.
      removeSessionData(queryClient);
      queryClient.setQueryData(
        sessionQuery.queryKey,
        (before) =>
          before && {
            ...before,
            signed_in: false,
            user: null,
            tenants: [],
            idle_seconds_left: null,
            session_key: null,
          },
      );
      if (broadcast) channel.broadcast({ kind: 'signed-out' });
      const query = new URLSearchParams({ problem, ...(returnTo !== null && { return_to: returnTo }) });
      void navigate(`/sign-in?${query}`, { replace: true });
    },
    [queryClient, channel, navigate],
  );
};

/**
 * Signs out here and in every other tab at once. The request to the gateway follows, now or as soon as it can be reached,
 * and with the next request of any tab in any case.
 */
export const useSignOut = () => {
  const queryClient = useQueryClient();
  const endSession = useEndSession();
  return useCallback(
    (problem: 'ended' | 'idle', returnTo: string | null) => {
      startSigningOut();
      endSession(problem, { returnTo, broadcast: true });
      void queryClient.prefetchQuery(signOutQuery);
    },
    [queryClient, endSession],
  );
};

/** Ends the session here when another tab ended it, or when the browser restores a page from its back/forward cache. */
export const useSignOutSync = (returnTo: string): void => {
  const endSession = useEndSession();
  const { subscribe } = useSessionChannel();
  useEffect(
    () =>
      subscribe((message) => {
        if (message.kind === 'signed-out') endSession('ended', { returnTo, broadcast: false });
      }),
    [subscribe, endSession, returnTo],
  );
  useEffect(() => {
    const onPageShow = (event: PageTransitionEvent) => {
      // Another user may be signed in now, so all data is fetched again.
      if (event.persisted) window.location.reload();
    };
    window.addEventListener('pageshow', onPageShow);
    return () => window.removeEventListener('pageshow', onPageShow);
  }, []);
};
