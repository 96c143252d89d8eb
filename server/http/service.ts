import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { HttpProblem, problemOf, toProblem } from './http-problem.ts';
import { CompletedRequestLog, loggerOptions, type LogOptions } from './log.ts';
import { securityHeaders, type SecurityOptions } from './security-headers.ts';

/** The header with the id under which a request is logged. It is sent in responses and to the upstream API. */
export const requestIdHeader = 'x-request-id';

export interface ServiceOptions {
  /** In each log line. */
  name: string;
  log: LogOptions;
  security: SecurityOptions;
  /** The proxies whose `X-Forwarded-*` headers and request ids are trusted; by default no proxy is trusted. */
  trustProxy?: string;
  /** Milliseconds a client may take for a request and for its headers, and how often that is checked. */
  timeouts?: { requestMs: number; headersMs: number; checkIntervalMs: number };
}

/** How long requests in flight may take when the service closes; then their connections are closed. */
const closeTimeoutMs = 8_000;

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
  const app = Fastify({
    logger: loggerOptions(options.name, options.log),
    logController: new CompletedRequestLog(),
    requestIdHeader: options.trustProxy === undefined ? false : requestIdHeader,
    genReqId: () => randomUUID(),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: 64 * 1024,
    // An unknown property is an error; the default would drop it.
    ajv: { customOptions: { removeAdditional: false } },
    requestTimeout: timeouts.requestMs,
    forceCloseConnections: 'idle',
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
    // Only proxies receive absolute URLs. The router would match the path, while other code would read the whole URL.
    if (!request.url.startsWith('/')) throw problemOf(400);
  });

  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500 && !(error instanceof HttpProblem))
      request.log.error({ err: error }, 'request failed');
    return sendError(reply, problem);
  });

  app.setNotFoundHandler((_, reply) => sendError(reply, problemOf(404)));

  return app;
}
