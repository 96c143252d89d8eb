import { isIdentifier } from '#contract/endpoints.ts';

/** The one table of the application's addresses. */

const withTenant = (path: string, tenant: string | null): string =>
  tenant === null ? path : `${path}?tenant=${encodeURIComponent(tenant)}`;

export const paths = {
  home: (tenant: string | null) => withTenant('/', tenant),
  appointment: (id: string, tenant: string | null) =>
    withTenant(`/appointments/${encodeURIComponent(id)}`, tenant),
  /** Where the gateway begins a sign-in that ends at `returnTo`: a path with its query and hash. */
  signIn: (returnTo: string) => `/auth/login?return_to=${encodeURIComponent(returnTo)}`,
  session: '/auth/session',
  signOut: '/auth/logout',
  extendSession: '/auth/extend',
} as const;

/** Which page of the application a path is; `none` for one that is no page's. */
export type Page = { name: 'home' | 'sign-in' | 'none' } | { name: 'appointment'; id: string };

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** A slash at the end and the case of the words are nobody's business; whether an id can be one is not looked at. */
export const pageAt = (pathname: string): Page => {
  const path = pathname.replace(/(.)\/$/, '$1');
  if (path === '/') return { name: 'home' };
  if (path.toLowerCase() === '/sign-in') return { name: 'sign-in' };
  const id = /^\/appointments\/([^/]+)$/i.exec(path)?.[1];
  return id === undefined ? { name: 'none' } : { name: 'appointment', id: decoded(id) };
};

export interface AppointmentAddress {
  id: string;
  tenant: string | null;
}

/**
 * What a person typed or pasted to open an appointment: `42`, `#42`, `/appointments/42` or a whole link with
 * its clinic. Null where it names no appointment.
 */
export const parseAppointmentInput = (input: string): AppointmentAddress | null => {
  const typed = input.trim();
  const number = typed.replace(/^#\s*/, '').replace(/^0+(?=\d)/, '');
  if (isIdentifier(number)) return { id: number, tenant: null };
  const link = /\/appointments\/(\d+)\/?(?:\?([^#]*))?(?:#.*)?$/.exec(typed);
  const id = link?.[1];
  if (id === undefined || !isIdentifier(id)) return null;
  const tenant = new URLSearchParams(link?.[2] ?? '').get('tenant');
  return { id, tenant: tenant !== null && isIdentifier(tenant) ? tenant : null };
};
