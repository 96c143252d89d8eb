/** Where the documented endpoints are, relative to an origin. One table for the client, the gateway and the service. */
export const endpoints = {
  appointment: (id: string) => `/api/v1/appointments/${encodeURIComponent(id)}`,
  tenants: '/api/v1/account/tenants',
  authorize: '/oauth/authorize',
  token: '/oauth/token',
} as const;

/** The query parameters of the application's own pages; signing in preserves them. */
export const linkParameters = ['tenant', 'view'] as const;

export const tenantHeader = 'X-Tenant';

/** The form of an identifier in a path or a header: a positive integer without leading zeros, at most 19 digits. */
export const isIdentifier = (text: string): boolean => /^[1-9]\d{0,18}$/.test(text);
