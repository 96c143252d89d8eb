import { queryOptions, useQuery } from '@tanstack/react-query';
import type { SessionResponse } from '#contract/session.ts';
import { readSession } from '#contract/session.ts';
import { get } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<SessionResponse> => get(paths.session, { signal, read: readSession }),
  staleTime: 5 * 60_000,
});

export const useSession = () => useQuery(sessionQuery);
