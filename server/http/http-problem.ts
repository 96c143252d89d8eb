import { databaseUnavailable, problemCode, type Problem } from '#contract/problem.ts';
import { isDatabaseUnavailable } from '#server/database/errors.ts';

/** An error response in the documented form, `{ error, message }`. Any code of a service may throw it. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  /** `message` is sent to the client unchanged, so it must not contain internals or personal data. */
  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HttpProblem';
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  get body(): Problem {
    return { error: this.code, message: this.message };
  }
}

const messages: Readonly<Record<number, string>> = {
  400: 'The request could not be understood.',
  404: 'Not found.',
  408: 'The request took too long to arrive.',
  413: 'The request body is too large.',
  414: 'The URL is too long.',
  415: 'This type of request body is not accepted.',
  422: 'The request is not valid.',
  431: 'The request headers are too large.',
  503: 'The service is not available now.',
};

/** The problem for an HTTP status, with its specific message if there is one and a generic message otherwise. */
export const problemOf = (status: number): HttpProblem =>
  new HttpProblem(
    status,
    problemCode(status),
    messages[status] ?? (status >= 500 ? 'Internal server error.' : 'The request was refused.'),
  );

/** The 429 for a client that may send the next request of this kind in `seconds`. */
export const tooManyRequests = (seconds: number): HttpProblem =>
  new HttpProblem(429, 'too_many_requests', 'Too many requests: wait before the next one.', {
    'retry-after': String(Math.max(1, seconds)),
  });

const retryAfter = { 'retry-after': '2' };
const slow = 'The request could not be completed in time.';

const field = (error: unknown, key: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, key) : undefined;

/**
 * Converts any thrown value to a problem. The message of any other error is not sent, because it may quote the request,
 * a row or a path. An error that is not known to be the client's becomes a 500; an unavailable database becomes a 503.
 */
export const toProblem = (error: unknown): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  if (isDatabaseUnavailable(error))
    return new HttpProblem(
      503,
      databaseUnavailable,
      'The database of this application does not respond.',
      retryAfter,
      { cause: error },
    );
  if (field(error, 'validation') !== undefined) return problemOf(422);
  const status = field(error, 'statusCode');
  const known = typeof status === 'number' && ((status >= 400 && status < 500) || status === 503);
  if (status === 503) return new HttpProblem(503, problemCode(503), slow, retryAfter, { cause: error });
  return problemOf(known ? status : 500);
};
