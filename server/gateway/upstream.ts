import type { FastifyRequest } from 'fastify';
import { tenantHeader } from '#contract/endpoints.ts';
import { requestIdHeader } from '../http/service.ts';
import { signedOut, type AccessTokens } from './auth/access-tokens.ts';
import type { Cookies } from './auth/cookies.ts';
import type { Session, Sessions } from './auth/sessions.ts';
import type { UpstreamClient, UpstreamResponse } from './upstream-client.ts';

/** Calls the upstream API with the access token of a session. */
export interface Upstream {
  /** The session of a request, or null when the user is not signed in; in token mode there are no sessions. */
  session(request: FastifyRequest): Promise<Session | null>;
  /**
   * The response to `GET path`, whatever its status; a 401 refreshes the access token and repeats the request once.
   * Throws an HttpProblem: 401 signed out, 502 or 504 without a complete response.
   */
  get(
    request: FastifyRequest,
    session: Session | null,
    path: string,
    tenant?: string,
  ): Promise<UpstreamResponse>;
}

interface Options {
  client: UpstreamClient;
  /** Of the API. */
  origin: string;
  timeoutMs: number;
}

/** The retry after a refresh gets at least this long, however late the 401 came. */
const minRetryMs = 250;

const createGet =
  ({ client, origin, timeoutMs: total }: Options) =>
  async (
    request: FastifyRequest,
    token: string,
    path: string,
    tenant: string | undefined,
    timeoutMs = total,
  ): Promise<UpstreamResponse> => {
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      [requestIdHeader]: request.id,
      ...(tenant !== undefined && { [tenantHeader]: tenant }),
    };
    try {
      return await client.request(`${origin}${path}`, { headers, timeoutMs });
    } catch (error) {
      request.log.warn({ err: error }, 'upstream request failed');
      throw error;
    }
  };

/** With sessions: each request uses the access token of the user. */
export const createSessionUpstream = (
  options: Options & { sessions: Sessions; tokens: AccessTokens; cookies: Cookies },
): Upstream => {
  const { sessions, tokens, cookies, timeoutMs } = options;
  const get = createGet(options);
  return {
    session(request) {
      const secret = cookies.session.read(request);
      return secret === null ? Promise.resolve(null) : sessions.read(secret);
    },
    async get(request, session, path, tenant) {
      if (session === null) throw signedOut();
      const startedAt = performance.now();
      const token = await tokens.of(session);
      const response = await get(request, token, path, tenant);
      if (response.status !== 401) return response;
      const renewed = await tokens.after(session, token);
      const remainingMs = Math.ceil(timeoutMs - (performance.now() - startedAt));
      const retried = await get(request, renewed, path, tenant, Math.max(minRetryMs, remainingMs));
      if (retried.status !== 401) return retried;
      // A token issued this moment is rejected: keeping the session would redirect the browser in a loop.
      await sessions.end(session.id);
      throw signedOut();
    },
  };
};

/** In token mode: every request uses the configured token. */
export const createTokenUpstream = (
  options: Options & { token: string },
): Upstream & {
  /** Whether the last request was rejected with a 401. */
  tokenRejected: () => boolean;
} => {
  const get = createGet(options);
  let rejected = false;
  return {
    tokenRejected: () => rejected,
    session: () => Promise.resolve(null),
    async get(request, _, path, tenant) {
      const response = await get(request, options.token, path, tenant);
      rejected = response.status === 401;
      return response;
    },
  };
};
