/**
 * What page and gateway agree on about privacy. An appointment comes with its identity numbers masked; the whole one
 * is asked for by itself, and what was done with a record is reported. Each call is a POST with `X-Tenant`.
 */
export const privacyPaths = {
  /** Answers `RevealResponse`, after an entry in the access log. */
  identityNumber: (id: string) => `/privacy/appointments/${encodeURIComponent(id)}/identity-number`,
  /** Takes `{ "action": ReportedAction }`, answers 204. */
  actions: (id: string) => `/privacy/appointments/${encodeURIComponent(id)}/actions`,
} as const;

/** What the page alone knows to have happened. An opening it reports only of what it had fetched ahead. */
export const reportedActions = ['opened', 'printed', 'copied'] as const;
export type ReportedAction = (typeof reportedActions)[number];

export interface RevealResponse {
  /** The customer's, whole; null where the record has none. */
  identity_number: string | null;
}

/** Reads the gateway's own answer; null where it says none. Never throws. */
export const readReveal = (answer: unknown): string | null => {
  if (typeof answer !== 'object' || answer === null || !('identity_number' in answer)) return null;
  const { identity_number: number } = answer;
  return typeof number === 'string' && number !== '' ? number : null;
};
