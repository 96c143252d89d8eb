import type { Problem } from '#contract/problem.ts';

/** The service or the gateway answered, and the answer was no. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly problem: Problem | null;
  /** When another try is welcome, as milliseconds since 1970; null where the answer did not say. */
  readonly retryAt: number | null;
  /** What to name when asking somebody for help. */
  readonly requestId: string | null;

  constructor(
    status: number,
    details: { problem: Problem | null; retryAt: number | null; requestId: string | null },
  ) {
    super(`The service answered with status ${status}.`);
    this.status = status;
    this.problem = details.problem;
    this.retryAt = details.retryAt;
    this.requestId = details.requestId;
  }
}

/** No answer came: no network, a broken connection, or none in time. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly timedOut: boolean;

  constructor(timedOut: boolean, cause: unknown) {
    super(timedOut ? 'No answer came in time.' : 'No answer came.', { cause });
    this.timedOut = timedOut;
  }
}

/** An answer came that makes no sense here; `body` is all of it, as text. */
export class UnreadableAnswerError extends Error {
  override readonly name = 'UnreadableAnswerError';
  readonly body: string;

  constructor(body: string) {
    super('The response could not be read.');
    this.body = body;
  }
}

/** The vendor's rule: only these are worth another try, and no other 4xx ever is. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof HttpError && (error.status === 500 || error.status === 503);
