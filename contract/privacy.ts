import { fieldsOf } from './readers.ts';

/**
 * POST requests with `X-Tenant`. Appointments contain masked identity numbers; the complete one is requested
 * separately, and actions on a record are reported.
 */
export const privacyPaths = {
  /** Returns `RevealResponse` after writing the access log. */
  identityNumber: (id: string) => `/privacy/appointments/${encodeURIComponent(id)}/identity-number`,
  /** Takes `{ "action": ReportedAction }`, returns 204. */
  actions: (id: string) => `/privacy/appointments/${encodeURIComponent(id)}/actions`,
} as const;

/** Actions that only the page knows about. It reports `opened` for prefetched appointments only. */
export const reportedActions = ['opened', 'printed', 'copied'] as const;
export type ReportedAction = (typeof reportedActions)[number];

export interface RevealResponse {
  /** Complete; null if the record has none. */
  identity_number: string | null;
}

/** Reads a `RevealResponse`; null if it contains no number. Never throws. */
export const readReveal = (response: unknown): string | null => {
  const number = fieldsOf(response)?.identity_number;
  return typeof number === 'string' && number !== '' ? number : null;
};
