import Fastify, { LogController, type FastifyInstance, type FastifyReply } from 'fastify';
import { answerClientError } from './client-error.ts';
import { HttpProblem, problemOf, toProblem } from './http-problem.ts';
import { loggerOf, type LogOptions } from './log.ts';
import { requestId, requestIdHeader } from './request-id.ts';
import { securityHeaders, type SecurityOptions } from './security-headers.ts';

export interface ServiceOptions {
  /** Names the service in its log lines. */
  name: string;
  log: LogOptions;
  security: SecurityOptions;
  /** Whose `X-Forwarded-*` to believe; nobody's unless told. */
  trustProxy?: string;
  /** Bytes a request body may have. */
  bodyLimit?: number;
  /** Milliseconds a client may take over a whole request and over its headers, and how often that is checked. */
  patience?: { request: number; headers: number; check: number };
}

const answer = (reply: FastifyReply, problem: HttpProblem): FastifyReply =>
  reply
    .code(problem.status)
    .headers(problem.headers)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(problem.body));

/**
 * A Fastify instance with what both services share: request ids, logs without personal data, security headers,
 * limits against large and slow clients, and one form for every error, `{ "error", "message" }`.
 * Throw an `HttpProblem` to answer one; anything else that is thrown is a 500 that says nothing.
 */
export function createService(options: ServiceOptions): FastifyInstance {
  const headers = securityHeaders(options.security);
  const patience = options.patience ?? { request: 30_000, headers: 15_000, check: 5_000 };
  const app = Fastify({
    logger: loggerOf(options.name, options.log),
    // One line per request, below, in place of Fastify's two with the address in it.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: (request) => requestId(request.headers[requestIdHeader]),
    trustProxy: options.trustProxy ?? false,
    bodyLimit: options.bodyLimit ?? 64 * 1024,
    requestTimeout: patience.request,
    connectionTimeout: 60_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 128 },
    http: {
      maxHeaderSize: 16 * 1024,
      headersTimeout: patience.headers,
      connectionsCheckingInterval: patience.check,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      void reply.headers(headers).header(requestIdHeader, request.id);
      void answer(reply, toProblem(error));
    },
  });
  // Its line has fields of its own alone, none that a secret could be under: looking for one takes longer than all else.
  const requestLog = app.log.child({}, { redact: [] });

  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers).header(requestIdHeader, request.id);
    // An absolute address is for proxies. The router would read its path, and everything else here its whole.
    done(request.url.startsWith('/') ? undefined : problemOf(400));
  });

  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    };
    requestLog.info(line, 'request');
    done();
  });

  app.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500 && !(error instanceof HttpProblem)) request.log.error({ err: error }, 'failed');
    return answer(reply, problem);
  });

  app.setNotFoundHandler((_, reply) => answer(reply, problemOf(404)));

  return app;
}
