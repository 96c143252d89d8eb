import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { tenantHeader } from '#contract/endpoints.ts';
import { requestIdHeader } from '../http/service.ts';
import { unauthenticated, type Session } from './auth/sessions.ts';
import { createUpstreamClient, type UpstreamResponse } from './upstream-client.ts';

/** Calls the upstream API with the access token of a session. */
interface Upstream {
  /**
   * The response to `GET path`, whatever its status; a 401 refreshes the access token and repeats the request once.
   * Throws an HttpProblem: 401 signed out, 502 or 504 without a complete response, also if `signal` aborts it.
   */
  get(
    request: FastifyRequest,
    session: Session,
    path: string,
    tenant?: string,
    signal?: AbortSignal,
  ): Promise<UpstreamResponse>;
}

declare module 'fastify' {
  interface FastifyInstance {
    upstream: Upstream;
  }
}

/** The minimum timeout of the retry after a refresh, in milliseconds, however late the 401 was received. */
const minRetryMs = 250;

/** Decorates the gateway with `upstream`. */
export const upstreamPlugin = fastifyPlugin(
  async (app) => {
    const { serviceUrl, timeoutMs } = app.config;
    const { sessions, accessTokens } = app;
    const client = createUpstreamClient();
    app.addHook('onClose', () => client.close());

    const send = async (
      request: FastifyRequest,
      token: string,
      path: string,
      tenant: string | undefined,
      signal: AbortSignal | undefined,
      remainingMs = timeoutMs,
    ): Promise<UpstreamResponse> => {
      const headers = {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        [requestIdHeader]: request.id,
        ...(tenant !== undefined && { [tenantHeader]: tenant }),
      };
      try {
        return await client.request(`${serviceUrl}${path}`, { headers, timeoutMs: remainingMs, signal });
      } catch (error) {
        if (!signal?.aborted) request.log.warn({ err: error }, 'upstream request failed');
        throw error;
      }
    };

    app.decorate('upstream', {
      async get(request, session, path, tenant, signal) {
        const startedAt = performance.now();
        const token = await accessTokens.getAccessToken(session);
        const response = await send(request, token, path, tenant, signal);
        if (response.status !== 401) return response;
        const refreshed = await accessTokens.refreshAfterRejection(session, token);
        const remainingMs = Math.ceil(timeoutMs - (performance.now() - startedAt));
        const timeoutLeft = Math.max(minRetryMs, remainingMs);
        const retried = await send(request, refreshed, path, tenant, signal, timeoutLeft);
        if (retried.status !== 401) return retried;
        // The service rejects a new token. The session ends, because otherwise the browser would be redirected in a loop.
        await sessions.end(session.id);
        throw unauthenticated();
      },
    });
  },
  { name: 'upstream', dependencies: ['auth'] },
);
