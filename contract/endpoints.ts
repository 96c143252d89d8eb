/** Where the documented endpoints are, relative to an origin. One table for the client, the gateway and the service. */
export const endpoints = {
  appointment: (id: string) => `/api/v1/appointments/${encodeURIComponent(id)}`,
  appointments: '/api/v1/appointments',
  /** `from` and `to`: days or points in time. */
  calendar: '/api/v1/appointments/calendar',
  customers: '/api/v1/customers',
  customer: (id: string) => `/api/v1/customers/${encodeURIComponent(id)}`,
  users: '/api/v1/users',
  rooms: '/api/v1/rooms',
  tenants: '/api/v1/account/tenants',
  authorize: '/oauth/authorize',
  token: '/oauth/token',
} as const;

/**
 * The gateway's own endpoints for finding appointments, with `X-Tenant`. Their responses contain the fields that a list
 * shows and the problems of the service. Text to search for is sent in a body only, so that it is in no URL.
 */
export const searchEndpoints = {
  /** `GET`, `from` and `to`: days of the clinic, `YYYY-MM-DD`, both included, at most `maxScheduleDays`. */
  schedule: (from: string, to: string) => `/api/v1/schedule?${new URLSearchParams({ from, to }).toString()}`,
  /** `GET`: details of at most `maxRows` appointments of a schedule. */
  scheduleRows: (ids: readonly string[]) => `/api/v1/schedule/rows?ids=${ids.join(',')}`,
  /** `GET`: the names of users and rooms. */
  scheduleFilters: '/api/v1/schedule/filters',
  /** `POST { text }` of `minSearchLength` to `maxSearchLength` characters: customers. */
  search: '/api/v1/search',
  /** `GET`; with `Purpose: prefetch` within half of the remaining requests only. */
  nextAppointment: (customer: string) => `/api/v1/customers/${encodeURIComponent(customer)}/next-appointment`,
  /** `GET`: contact details. */
  customer: (id: string) => endpoints.customer(id),
  /** `GET`; `cursor` is the `next` of the previous page. */
  customerAppointments: (customer: string, cursor: string | null) =>
    `/api/v1/customers/${encodeURIComponent(customer)}/appointments${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
  /** `POST { ids }` of at most `maxRows` appointments: the products and rooms to prepare; each is logged as printed. */
  daySheet: '/api/v1/day-sheet',
} as const;

export const maxScheduleDays = 42;
export const maxRows = 20;
export const minSearchLength = 3;
export const maxSearchLength = 255;

/** The query parameters of the application's own pages; signing in preserves them. */
export const linkParameters = ['tenant', 'view', 'date', 'doctor', 'room', 'status'] as const;

export const tenantHeader = 'X-Tenant';

/** The form of an identifier in a path or a header: a positive integer without leading zeros, at most 19 digits. */
export const isIdentifier = (text: string): boolean => /^[1-9]\d{0,18}$/.test(text);
