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
