import { type FastifyReply, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify';

/** Logging options. `stream` receives the JSON lines in tests; by default they are written to standard output. */
export interface LogOptions {
  /** A pino level, or `silent`. */
  level: string;
  stream?: { write(line: string): void };
}

export interface SerializedError {
  type: string;
  code?: string;
  message: string;
  stack: string;
  /** Of a response with an error. */
  status?: number;
  error?: string;
  cause?: SerializedError;
}

/** PostgreSQL and JSON.parse quote values in their messages. An SQLSTATE has a digit, unlike EBUSY and the like. */
const mayQuoteData = (error: Error, code: unknown): boolean =>
  error instanceof SyntaxError || (typeof code === 'string' && /^(?=.*\d)[0-9A-Z]{5}$/.test(code));

/** The status and the code of an OAuth error response. */
const responseOf = (error: Error): { status?: number; error?: string } => {
  const status: unknown = Reflect.get(error, 'status');
  const name: unknown = Reflect.get(error, 'error');
  return {
    ...(typeof status === 'number' && { status }),
    ...(typeof name === 'string' && /^[a-z_]{1,40}$/.test(name) && { error: name }),
  };
};

/**
 * An error as it is logged: type, code, stack frames and cause, and the message unless it may quote data. Other
 * properties that libraries add (a response body, a row, a request) are left out.
 */
export const serializeError = (error: unknown): SerializedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const code: unknown = Reflect.get(error, 'code');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    ...responseOf(error),
    message: mayQuoteData(error, code) ? '(redacted)' : error.message,
    stack: frames.slice(0, 12).join('\n'),
    ...(error.cause instanceof Error && { cause: serializeError(error.cause) }),
  };
};

/** Logger settings: a request is logged by method and route, without its URL, headers and body. */
export const loggerOptions = (
  name: string,
  { level, stream }: LogOptions,
): NonNullable<FastifyServerOptions['logger']> => ({
  name,
  level,
  serializers: {
    req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? null }),
    err: (error) => ({ ...serializeError(error) }),
  },
  ...(stream && { stream }),
});

/** One line for each request, when it is completed. */
export class CompletedRequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(error: Error | null | undefined, req: FastifyRequest, res: FastifyReply): void {
    const line = { req, res, responseTime: res.elapsedTime };
    if (error) res.log.error({ ...line, err: error }, 'request errored');
    else res.log.info(line, 'request completed');
  }
}
