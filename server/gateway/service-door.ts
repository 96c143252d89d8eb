import {
  request as open,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { splitHeader } from '#server/http/header-list.ts';
import { requestIdHeader } from '#server/http/request-id.ts';
import type { Cookies } from './auth/cookies.ts';

interface Options {
  publicUrl: string;
  /** The embedded service's origin on this machine. */
  serviceUrl: string;
  cookies: Cookies;
  patience: number;
}

/** Headers that are about one connection, and what the gateway says itself. */
const notPassed = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

const passable = (headers: IncomingHttpHeaders): OutgoingHttpHeaders => {
  const named = splitHeader(headers.connection?.toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !notPassed.has(name) && !named.includes(name) && !/^(x-forwarded-|forwarded$)/.test(name),
    ),
  );
};

/**
 * A path that every reader of it takes for the same: plain segments, none empty or with a dot in front, nothing
 * encoded. All addresses of the service are; any other could mean one path here and another behind.
 */
const plainPath = /^(?:\/[\w~-][\w.~-]*)+\/?$/;

/** Throws a 400 for what must not be passed on. */
const demandPlain = (path: string): void => {
  if (plainPath.test(path)) return;
  throw new HttpProblem(400, 'bad_request', 'The path of this address is not written plainly.');
};

/**
 * One port for everything: the embedded service's sign-in pages, and calls of its API that carry a token of their own
 * (the vendor's documented `curl`), go through to it as they came. Only its own cookies go with them.
 */
export const openServiceDoor = (app: FastifyInstance, options: Options): void => {
  const { publicUrl, serviceUrl, cookies, patience } = options;
  const { protocol, host } = new URL(publicUrl);

  const headersFor = (request: FastifyRequest): OutgoingHttpHeaders => {
    const headers = passable(request.headers);
    const own = cookies.withoutOwn(request.headers.cookie ?? '');
    delete headers.cookie;
    const { 'content-length': length, 'transfer-encoding': coding } = request.headers;
    return {
      ...headers,
      ...(own !== '' && { cookie: own }),
      // A body keeps its framing: counted, or in chunks.
      ...(length === undefined && coding !== undefined && { 'transfer-encoding': 'chunked' }),
      host,
      'x-forwarded-for': request.ip,
      'x-forwarded-host': host,
      'x-forwarded-proto': protocol.slice(0, -1),
      [requestIdHeader]: request.id,
    };
  };

  const ask = (request: FastifyRequest): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const out = open(
        `${serviceUrl}${request.url}`,
        { method: request.method, headers: headersFor(request), timeout: patience },
        resolve,
      );
      out.on('error', () =>
        reject(new HttpProblem(502, upstreamCodes.unreachable, 'The embedded service could not be reached.')),
      );
      out.on('timeout', () => {
        reject(new HttpProblem(504, upstreamCodes.timeout, 'The embedded service did not answer in time.'));
        out.destroy();
      });
      request.raw.on('aborted', () => out.destroy());
      request.raw.pipe(out);
    });

  const pass = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    demandPlain(request.url.replace(/[?#].*$/s, ''));
    const answer = await ask(request);
    return reply
      .code(answer.statusCode ?? 502)
      .headers(passable(answer.headers))
      .send(answer);
  };

  // Before the body is read: it goes on as it is.
  app.addHook('onRequest', async (request, reply) => {
    const withToken =
      /^Bearer /i.test(request.headers.authorization ?? '') && request.url.startsWith('/api/v1/');
    return withToken || request.url.startsWith('/oauth/') ? pass(request, reply) : undefined;
  });
  // For the log, which names routes: the hook has answered before this is reached.
  app.all('/oauth/*', (_, reply) => reply.callNotFound());
};
