import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { tenantHeader } from '#contract/endpoints.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { requestIdHeader } from '../http/service.ts';
import { unauthenticated, type Session } from './auth/sessions.ts';
import { createUpstreamClient, type UpstreamResponse } from './upstream-client.ts';

/** Calls the upstream API with the access token of a session. */
interface Upstream {
  /**
   * The response to `GET path`, whatever its status; a 401 refreshes the access token and repeats the request once.
   * Throws an HttpProblem: 401 signed out, 502 or 503 without a complete response, also if `signal` aborts it.
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
    const { sessions, accessTokens, upstreamState: state } = app;
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
      const startedAt = performance.now();
      const observe = (outcome: string): number => {
        const durationMs = Math.round(performance.now() - startedAt);
        app.metrics?.upstreamSeconds.observe({ outcome }, durationMs / 1000);
        return durationMs;
      };
      try {
        const response = await client.request(`${serviceUrl}${path}`, {
          headers,
          timeoutMs: remainingMs,
          signal,
        });
        const { status } = response;
        const durationMs = observe(String(status));
        state.lastResponseAt = Date.now();
        state.failure = status >= 500 ? `status_${status}` : null;
        // Neither the body nor the path, which names the record.
        if (status >= 500 || status === 429)
          request.log.warn({ status, durationMs }, 'upstream responded with an error');
        return response;
      } catch (error) {
        // An aborted request says nothing about the service.
        if (signal?.aborted) throw error;
        const code = error instanceof HttpProblem ? error.code : 'unknown';
        const durationMs = observe(code);
        state.failure = code;
        request.log.warn({ err: error, durationMs }, 'upstream request failed');
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
