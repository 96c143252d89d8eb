import { queryOptions } from '@tanstack/react-query';
import { readIdleSeconds } from '#contract/session.ts';
import { post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';
import { isSigningOut } from '../model/signing-out.ts';
import { sessionQuery } from './session.ts';

/** Extends the session. Resolves to the seconds until it expires, or null if it never does. */
export const extendSession = (): Promise<number | null> =>
  post(paths.extendSession, { read: readIdleSeconds });

/**
 * Ends the session at the gateway, which is retried until the gateway responds. Any other request does the same by the
 * cookie of `startSigningOut`; once that is gone the user may be signed in again, so nothing is sent any more.
 */
export const signOutQuery = queryOptions({
  queryKey: [...sessionQuery.queryKey, 'sign-out'],
  queryFn: () => (isSigningOut() ? post(paths.signOut, { read: () => null }) : null),
  retry: true,
  retryDelay: 5_000,
  gcTime: 0,
});
