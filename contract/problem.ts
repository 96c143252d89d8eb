import { fieldsOf } from './readers.ts';

/** The documented error response: a machine code and a message for people. The gateway's own errors have the same form. */
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
  501: 'not_implemented',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'gateway_timeout',
};

/** Machine codes of the gateway's own 502 and 503 responses: why it has no response of the service to forward. */
export const upstreamCodes = {
  /** The response was not complete in time. */
  timeout: 'upstream_timeout',
  /** No connection: refused, unknown host, untrusted certificate. */
  unreachable: 'upstream_unreachable',
  /** The connection was closed before the response began. */
  reset: 'upstream_reset',
  /** The connection was closed during the response. */
  truncated: 'upstream_truncated',
  tooLarge: 'upstream_too_large',
  /** Too many requests are in progress. */
  overloaded: 'gateway_overloaded',
  /** An undocumented status, such as a redirect. */
  status: 'upstream_status',
  contentType: 'upstream_content_type',
  invalidJson: 'upstream_invalid_json',
  /** The response is a different appointment. */
  wrongRecord: 'upstream_wrong_record',
} as const;

/** The machine code of the gateway's 503 when its own database does not respond. */
export const databaseUnavailable = 'database_unavailable';

/** Machine codes for operations that the service, or the user's access to it, does not allow. */
export const capabilityCodes = {
  /** 501: the service lacks the call (404 or 405), or ignores the filter that it needs. */
  unsupported: 'upstream_unsupported',
  /** 403: the access token lacks a scope; signing in again with more in `FLEXTELL_SCOPES` may help. */
  missingScope: 'missing_scope',
} as const;

/** The default machine code of an HTTP status. */
export const problemCode = (status: number): string =>
  codes[status] ?? (status >= 500 ? 'server_error' : 'bad_request');

/** Reads an error response; null if it is not in the documented form. Never throws. */
export const readProblem = (body: unknown): Problem | null => {
  const { error, message } = fieldsOf(body) ?? {};
  if (typeof error !== 'string' || error === '') return null;
  return { error, message: typeof message === 'string' ? message : '' };
};
