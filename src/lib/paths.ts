/** All URLs of the application. `tenant` is null as long as no clinic is known. */

const withQuery = (path: string, parameters: Record<string, string | null>): string => {
  const set = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set).toString()}`;
};

export const paths = {
  home: (tenant: string | null) => withQuery('/', { tenant }),
  appointment: (id: string, tenant: string, view: string | null = null) =>
    withQuery(`/appointments/${encodeURIComponent(id)}`, { tenant, view }),
  /** A customer's number is unique within a clinic only, so that the link always names it. */
  customer: (id: string, tenant: string) => withQuery(`/customers/${encodeURIComponent(id)}`, { tenant }),
  schedule: (tenant: string, parameters: Record<string, string | null> = {}) =>
    withQuery('/appointments', { tenant, ...parameters }),
  /** Where the gateway starts a sign-in that ends at `returnTo`: a path with query and hash. */
  signIn: (returnTo: string) => `/auth/login?return_to=${encodeURIComponent(returnTo)}`,
  session: '/auth/session',
  signOut: '/auth/logout',
  extendSession: '/auth/extend',
} as const;
