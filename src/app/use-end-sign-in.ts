import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { sessionQuery } from '#features/session/api/get-session.ts';
import type { SignInProblem } from '#features/session/components/sign-in-screen.tsx';
import { listenToTabs, tellTabs } from '#features/session/model/tabs.ts';
import { forgetTab } from '#lib/tab-storage.ts';

/**
 * Clears this tab of everything a sign-in left and leads to where one can begin, with the link kept. `tell` has the
 * other tabs do the same.
 */
export const useEndSignIn = () => {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return useCallback(
    (problem: SignInProblem, { returnTo, tell }: { returnTo: string | null; tell: boolean }) => {
      forgetTab();
      // What was read goes first; then the session is known to be none.
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      queryClient.setQueryData(
        sessionQuery.queryKey,
        (before) =>
          before && { ...before, signed_in: false, user: null, tenants: [], idle_seconds_left: null },
      );
      if (tell) tellTabs({ kind: 'signed-out' });
      const query = new URLSearchParams({ problem, ...(returnTo !== null && { return_to: returnTo }) });
      void navigate(`/sign-in?${query}`, { replace: true });
    },
    [queryClient, navigate],
  );
};

/** Ends the sign-in here when it was ended in another tab, and when the browser shows a page it had put away. */
export const useSignedOutElsewhere = (returnTo: string): void => {
  const end = useEndSignIn();
  useEffect(
    () =>
      listenToTabs((message) => {
        if (message.kind === 'signed-out') end('ended', { returnTo, tell: false });
      }),
    [end, returnTo],
  );
  useEffect(() => {
    const shown = (event: PageTransitionEvent) => {
      // Nobody knows who sits there now: what was on the page is asked for anew.
      if (event.persisted) window.location.reload();
    };
    window.addEventListener('pageshow', shown);
    return () => window.removeEventListener('pageshow', shown);
  }, []);
};
