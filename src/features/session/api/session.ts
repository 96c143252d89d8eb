import { queryOptions, useQuery } from '@tanstack/react-query';
import { readIdleSeconds, readSession } from '#contract/session.ts';
import { get, post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get(paths.session, { signal, read: readSession }),
  staleTime: 5 * 60_000,
});

export const useSession = () => useQuery(sessionQuery);

/** Extends the session. Resolves to the seconds until it expires, or null if it never does. */
export const extendSession = (): Promise<number | null> =>
  post(paths.extendSession, { read: readIdleSeconds });

/** Ends the session at the gateway. The caller removes everything of it from the page. */
export const signOut = async (): Promise<void> => {
  await post(paths.signOut, { read: () => null });
};
