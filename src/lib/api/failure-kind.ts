import { capabilityCodes } from '#contract/problem.ts';
import { ConnectionError, HttpError, UnreadableResponseError } from './errors.ts';

/** The kind of a failed request, by the action that the user can take. */
export type FailureKind =
  | 'offline'
  | 'signed-out'
  | 'forbidden'
  | 'missing-scope'
  /** The service lacks the call, or ignores the filter that it needs. */
  | 'unsupported'
  | 'rate-limited'
  | 'not-found'
  /** The response does not contain what was requested. */
  | 'unreadable'
  | 'unavailable';

const kindsByStatus: ReadonlyMap<number, FailureKind> = new Map([
  [401, 'signed-out'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [429, 'rate-limited'],
  [501, 'unsupported'],
]);

/** Classifies an error of `get` or `post`; any other one is `unavailable`. */
export const failureKind = (error: unknown): FailureKind => {
  if (error instanceof ConnectionError) return 'offline';
  if (error instanceof UnreadableResponseError) return 'unreadable';
  if (!(error instanceof HttpError)) return 'unavailable';
  if (error.problem?.error === capabilityCodes.missingScope) return 'missing-scope';
  return kindsByStatus.get(error.status) ?? 'unavailable';
};
