import type { FastifyServerOptions } from 'fastify';
import { standardOutput } from './log-output.ts';

/** How a service logs. `stream` takes the JSON lines in tests; without it they go to standard output, in the background. */
export interface LogOptions {
  /** A pino level, or `silent`. */
  level: string;
  stream?: { write(line: string): void };
}

const codeOf = (error: Error): string | undefined => {
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' ? code : undefined;
};

/**
 * A database reports values in its messages; JSON.parse quotes its input. Neither belongs in a log. A database's codes
 * have a digit (PostgreSQL's appendix A), which tells them from the system's own, such as EBUSY.
 */
const quotesData = (error: Error): boolean =>
  error instanceof SyntaxError || /^(?=.*\d)[0-9A-Z]{5}$/.test(codeOf(error) ?? '');

export interface LoggedError {
  type: string;
  code?: string;
  message: string;
  stack: string;
  reason?: LoggedError;
}

/**
 * An error as the log keeps it: what kind, where, and its words where they cannot quote data. Properties that
 * libraries hang on errors (a response body, a row, a request) are left behind.
 */
export const loggedError = (error: unknown): LoggedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const code = codeOf(error);
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    message: quotesData(error) ? '(redact)' : error.message,
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause instanceof Error && { reason: loggedError(error.cause) }),
  };
};

/** An address with the values of its query left out: `?code=…`, `?state=…`, and whatever comes next. */
const loggedUrl = (url: string): string => url.replace(/=[^&#]*/g, '=…').replace(/#.*$/s, '');

/** Names that no log line may carry a value under, at the top or one level down: the last line of defence. */
const secret = [
  'authorization',
  'cookie',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'code',
  'client_secret',
  'password',
  'name',
  'body',
  'headers',
];

/** The logger settings of a service called `service`. */
export const loggerOf = (
  service: string,
  { level, stream }: LogOptions,
): NonNullable<FastifyServerOptions['logger']> => ({
  level,
  base: { service },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    // An error's `code` (ECONNREFUSED) is no secret, and is the one exception: see loggedError.
    paths: secret.flatMap((name) => [name, ...(name === 'code' ? [] : [`*.${name}`])]),
    censor: '[redacted]',
  },
  serializers: {
    req: (request) => ({ method: request.method, url: loggedUrl(request.url) }),
    res: (reply) => ({ statusCode: reply.statusCode }),
    err: (error) => ({ ...loggedError(error) }),
  },
  stream: stream ?? standardOutput(),
});
