/** All URLs of the application. `tenant` is null if the clinic needs no parameter. */

const withQuery = (path: string, parameters: Record<string, string | null>): string => {
  const set = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set).toString()}`;
};

export const paths = {
  home: (tenant: string | null) => withQuery('/', { tenant }),
  appointment: (id: string, tenant: string | null, view: string | null = null) =>
    withQuery(`/appointments/${encodeURIComponent(id)}`, { tenant, view }),
  schedule: (tenant: string | null, parameters: Record<string, string | null> = {}) =>
    withQuery('/appointments', { tenant, ...parameters }),
  /** Takes the form that opens an appointment without script. */
  open: '/open',
  /** Where the gateway starts a sign-in that ends at `returnTo`: a path with query and hash. */
  signIn: (returnTo: string) => `/auth/login?return_to=${encodeURIComponent(returnTo)}`,
  session: '/auth/session',
  signOut: '/auth/logout',
  extendSession: '/auth/extend',
} as const;
