import type { Problem } from '#contract/problem.ts';

/** An unsuccessful response of the service or the gateway. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly problem: Problem | null;
  /** The time from which a retry is allowed, in milliseconds since 1970; null if the response does not contain it. */
  readonly retryAt: number | null;
  /** The id of the request, to be quoted in a support request; null without one. */
  readonly requestId: string | null;

  constructor(
    status: number,
    details: { problem: Problem | null; retryAt: number | null; requestId: string | null },
  ) {
    super(`The service responded with status ${status}.`);
    this.status = status;
    this.problem = details.problem;
    this.retryAt = details.retryAt;
    this.requestId = details.requestId;
  }
}

/** There was no response: no network, a broken connection or a timeout. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly timedOut: boolean;

  constructor(timedOut: boolean, cause: unknown) {
    super(timedOut ? 'The request timed out.' : 'There was no response.', { cause });
    this.timedOut = timedOut;
  }
}

/** A successful response that is not valid; `body` is its complete text. */
export class UnreadableResponseError extends Error {
  override readonly name = 'UnreadableResponseError';
  readonly body: string;

  constructor(body: string) {
    super('The response could not be read.');
    this.body = body;
  }
}

/** Whether the vendor documents the error as retryable: status 500 and 503 only. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof HttpError && (error.status === 500 || error.status === 503);
