import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { readIdleSeconds, readSession } from '#contract/session.ts';
import { get, post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';
import { bindToSession } from '#lib/session-storage.ts';
import { isSigningOut } from '../model/signing-out.ts';

const sessionQueryKey = ['session'] as const;

/** Removes the responses to a session, which are everything but the session itself. */
export const removeSessionData = (client: QueryClient): void =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQueryKey[0] });

/** A response for another session than before removes what belongs to that one: another user may have signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionQueryKey,
  queryFn: async ({ signal, client }) => {
    const session = await get(paths.session, { signal, read: readSession });
    const before = client.getQueryData<typeof session>(sessionQueryKey);
    if (before && before.session_key !== session.session_key) removeSessionData(client);
    bindToSession(session.session_key);
    return session;
  },
  staleTime: 5 * 60_000,
});

export const useSession = () => useQuery(sessionQuery);

/** Extends the session. Resolves to the seconds until it expires, or null if it never does. */
export const extendSession = (): Promise<number | null> =>
  post(paths.extendSession, { read: readIdleSeconds });

/**
 * Ends the session at the gateway, which is tried until the gateway responds. Any other request does the same by the
 * cookie of `startSigningOut`; once that is gone the user may be signed in again, so nothing is sent any more.
 */
export const signOutQuery = queryOptions({
  queryKey: [...sessionQueryKey, 'sign-out'],
  queryFn: () => (isSigningOut() ? post(paths.signOut, { read: () => null }) : null),
  retry: true,
  retryDelay: 5_000,
  gcTime: 0,
});
