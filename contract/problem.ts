/**
 * The service's documented error form: `{ "error": machine code, "message": for people }`, never with `data`.
 * The gateway answers its own errors in the same form, so that a client knows one.
 */
export interface Problem {
  error: string;
  message: string;
}

const codes: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_error',
  429: 'too_many_requests',
  431: 'headers_too_large',
  500: 'server_error',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/**
 * Why the gateway has no answer of the service to pass on: the machine codes of its own 502s and its 504. All of them
 * are about one try; the gateway never makes a second.
 */
export const upstreamCodes = {
  /** 504: the last byte had not come in time. */
  timeout: 'upstream_timeout',
  /** No connection: refused, no such name, no trust. */
  unreachable: 'upstream_unreachable',
  /** The connection ended before an answer began. */
  reset: 'upstream_reset',
  /** The answer began and broke off. */
  truncated: 'upstream_truncated',
  tooLarge: 'upstream_too_large',
  /** A success that is none of the documented ones: a redirect, nothing at all. */
  status: 'upstream_status',
  contentType: 'upstream_content_type',
  invalidJson: 'upstream_invalid_json',
  /** An appointment came, and not the one that was asked for. */
  wrongRecord: 'upstream_wrong_record',
} as const;

/** The machine code for an HTTP status where nothing more exact is known. */
export const problemCode = (status: number): string =>
  codes[status] ?? (status >= 500 ? 'server_error' : 'bad_request');

/** Reads an error body of any kind; null where it is not in the documented form. Never throws. */
export const readProblem = (body: unknown): Problem | null => {
  if (typeof body !== 'object' || body === null) return null;
  const { error, message } = body as Partial<Record<keyof Problem, unknown>>;
  if (typeof error !== 'string' || error === '') return null;
  return { error, message: typeof message === 'string' ? message : '' };
};
