import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { readSession } from '#contract/session.ts';
import { get } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';
import { bindToSession } from '#lib/session-storage.ts';

const sessionQueryKey = ['session'] as const;

/** Removes all cached responses of a session except the session itself. */
export const removeSessionData = (client: QueryClient): void =>
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQueryKey[0] });

/** A response for a different session removes the data of the previous one: another user may have signed in. */
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
