import replyFrom from '@fastify/reply-from';
import type { FastifyReply, FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { requestIdHeader } from '#server/http/service.ts';
import { createCookies } from './auth/cookies.ts';

/** Headers of one connection or of the proxy itself; never forwarded in either direction. */
const hopByHop =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect|forwarded|x-forwarded-.*)$/;

const retryAfter = { 'retry-after': '2' };

const forwardable = <Value>(headers: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.test(name)));

/**
 * Serves the embedded service on the gateway's port: its OAuth endpoints and pages, and API requests with a bearer
 * token of their own (the documented `curl`). Cookies of the gateway are not forwarded.
 */
export const embeddedProxy = fastifyPlugin(async (app) => {
  const { publicUrl, serviceUrl, timeoutMs } = app.config;
  const { protocol, host } = new URL(publicUrl);
  const cookies = createCookies(protocol === 'https:');

  const forward = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply.from(undefined, {
      rewriteHeaders: forwardable,
      rewriteRequestHeaders: (_, headers) => {
        const cookie = cookies.withoutOwn(request.headers.cookie ?? '');
        const { cookie: _cookie, ...rest } = forwardable(headers);
        return {
          ...rest,
          ...(cookie !== '' && { cookie }),
          host,
          'x-forwarded-for': request.ip,
          'x-forwarded-host': host,
          'x-forwarded-proto': protocol.slice(0, -1),
          [requestIdHeader]: request.id,
        };
      },
      onError: (failed, { error }) => {
        const timedOut = Reflect.get(error, 'statusCode') === 504;
        void failed.send(
          timedOut
            ? new HttpProblem(
                503,
                upstreamCodes.timeout,
                'The embedded service did not respond in time.',
                retryAfter,
              )
            : new HttpProblem(
                503,
                upstreamCodes.unreachable,
                'The embedded service could not be reached.',
                retryAfter,
              ),
        );
      },
    });

  await app.register(replyFrom, {
    base: serviceUrl,
    undici: { headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
    retryMethods: [],
    disableCache: true,
    disableRequestLogging: true,
  });

  // Handled before routing to the gateway's own API, which uses the session instead of a bearer token.
  app.addHook('onRequest', async (request, reply) => {
    const hasBearer = /^Bearer /i.test(request.headers.authorization ?? '');
    return hasBearer && request.url.startsWith('/api/v1/') ? forward(request, reply) : undefined;
  });

  await app.register(async (scope) => {
    // Bodies are streamed without being parsed.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.all('/oauth/*', (request, reply) => forward(request, reply));
  });
});
