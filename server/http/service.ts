import { randomUUID } from 'node:crypto';
import Fastify, { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem, problemOf, toProblem } from './http-problem.ts';
import { CompletedRequestLog, loggerOptions, type LogOptions } from './log.ts';
import { routeProperty } from '../tracing.ts';
import { securityHeaders, type SecurityOptions } from './security-headers.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Is answered however many requests are in progress: an overloaded process must not be restarted. */
    isHealthCheck?: boolean;
  }
}

/** The header with the id under which a request is logged. It is sent in responses and to the upstream API. */
export const requestIdHeader = 'x-request-id';

export interface ServiceOptions {
  /** In each log line. */
  name: string;
  log: LogOptions;
  security: SecurityOptions;
  /** The proxies whose `X-Forwarded-*` headers are trusted; by default no proxy is trusted. */
  trustProxy?: string | string[];
  /** Whether the id of a request is the client's, which is the gateway then; by default each gets a new one. */
  acceptRequestId?: boolean;
  /** Requests in progress, beyond which a request gets a 503. */
  maxRequests?: number;
  /** Milliseconds after which a request gets a 503. */
  deadlineMs?: number;
  /** Converts a thrown value to a response; `toProblem` by default. */
  convertError?: (error: unknown) => HttpProblem;
  /** Milliseconds a client may take for a request and for its headers, and how often that is checked. */
  timeouts?: { requestMs: number; headersMs: number; checkIntervalMs: number };
}

/** How long requests in flight may take when the service closes; then their connections are closed. */
const closeTimeoutMs = 8_000;

const defaultDeadlineMs = 9_500;
const defaultMaxRequests = 500;

/** The id that the client sent with a request; null if it is not a plain one. */
export const clientRequestId = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null =>
  /^[\w.:-]{1,100}$/.exec(String(headers[requestIdHeader] ?? ''))?.[0] ?? null;

const overloaded = (): HttpProblem =>
  new HttpProblem(503, upstreamCodes.overloaded, 'Too many requests are in progress.', {
    'retry-after': '1',
  });

const sendError = (reply: FastifyReply, problem: HttpProblem): FastifyReply =>
  reply
    .code(problem.status)
    .headers(problem.headers)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(problem.body));

/**
 * Creates a Fastify instance with the settings that both apps share: request ids, logs without personal data, security
 * headers, timeouts, and the error body `{ "error", "message" }`. A thrown `HttpProblem` is sent as it is; any other
 * error is logged and sent as a 500 without details.
 */
export function createService(options: ServiceOptions): FastifyInstance {
  const headers = securityHeaders(options.security);
  const timeouts = options.timeouts ?? { requestMs: 30_000, headersMs: 15_000, checkIntervalMs: 5_000 };
  const convertError = options.convertError ?? toProblem;
  const deadlineMs = options.deadlineMs ?? defaultDeadlineMs;
  const app = Fastify({
    logger: loggerOptions(options.name, options.log),
    logController: new CompletedRequestLog(),
    requestIdHeader: options.acceptRequestId === true ? requestIdHeader : false,
    genReqId: () => randomUUID(),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 64 * 1024,
    // An unknown property is an error; the default would drop it.
    ajv: { customOptions: { removeAdditional: false } },
    requestTimeout: timeouts.requestMs,
    handlerTimeout: deadlineMs,
    forceCloseConnections: 'idle',
    // A request on a connection that is still open is answered, without another after it.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 128 },
    http: { headersTimeout: timeouts.headersMs, connectionsCheckingInterval: timeouts.checkIntervalMs },
    frameworkErrors: (error, request, reply) => {
      void sendError(reply.headers(headers).header(requestIdHeader, request.id), toProblem(error));
    },
  });

  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), closeTimeoutMs).unref();
  });

  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers).header(requestIdHeader, request.id);
    Reflect.set(reply.raw, routeProperty, request.routeOptions.url);
    // Only proxies receive absolute URLs. The router would match the path, while other code would read the whole URL.
    if (!request.url.startsWith('/')) throw problemOf(400);
  });

  const maxRequests = options.maxRequests ?? defaultMaxRequests;
  const inProgress = new Set<FastifyRequest>();
  app.addHook('onRequest', async (request, reply) => {
    if (inProgress.size >= maxRequests && request.routeOptions.config.isHealthCheck !== true)
      throw overloaded();
    inProgress.add(request);
    // Also when the connection is closed after the body was read, which neither Fastify's onRequestAbort nor onResponse
    // reports.
    reply.raw.once('close', () => inProgress.delete(request));
  });
  app.addHook('onResponse', async (request) => void inProgress.delete(request));

  // Fastify stops the timer of `handlerTimeout` when a body was read, because the stream of the request is closed then.
  app.addHook('preHandler', async (request, reply) => {
    if (request.body == null) return;
    const timer = setTimeout(() => {
      const late = new errorCodes.FST_ERR_HANDLER_TIMEOUT(String(deadlineMs), request.routeOptions.url);
      if (!reply.sent) void reply.send(late);
    }, deadlineMs - reply.elapsedTime);
    reply.raw.once('close', () => clearTimeout(timer));
  });

  app.setErrorHandler((error, request, reply) => {
    const problem = convertError(error);
    if (problem.status >= 500 && !(error instanceof HttpProblem))
      request.log.error({ err: error }, 'request failed');
    // The client retries after this time; an error of the handler's own may say more.
    if (problem.status === 503 && problem.headers['retry-after'] === undefined)
      void reply.header('retry-after', '2');
    return sendError(reply, problem);
  });

  app.setNotFoundHandler((_, reply) => sendError(reply, problemOf(404)));

  return app;
}
