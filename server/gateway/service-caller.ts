import type { FastifyRequest } from 'fastify';
import { tenantHeader } from '#contract/endpoints.ts';
import { requestIdHeader } from '../http/request-id.ts';
import { unauthenticated, type Session, type Sessions } from './auth/sessions.ts';
import type { AccessTokens } from './auth/token-refresh.ts';
import { boundedFetch, type WholeAnswer } from './bounded-fetch.ts';

interface ServiceQuestion {
  /** Built from checked parts; nothing of a browser's address goes into it as it came. */
  path: string;
  tenant: string | null;
  /** `If-None-Match`, where an answer is held already: then a 304 is an answer too. */
  held?: string | null;
}

/** Calls the service with the access token of a session. */
export interface ServiceCaller {
  /**
   * The response whatever its status; after a 401 the access token is refreshed and the request repeated once. Throws
   * an HttpProblem: 401 signed out, 502 or 504 without a complete response.
   */
  ask(request: FastifyRequest, session: Session, question: ServiceQuestion): Promise<WholeAnswer>;
}

/** Bytes: an appointment with thousands of products is one; a runaway answer is none. */
const limit = 32 * 1024 * 1024;

interface Options {
  serviceUrl: string;
  patience: number;
}

/** `patience`: milliseconds, where some of the whole is used up. */
type Get = (
  request: FastifyRequest,
  question: ServiceQuestion,
  token: string,
  patience?: number,
) => Promise<WholeAnswer>;

/** Milliseconds the second try has at least: a deadline that has just passed is no reason not to look. */
const leastPatience = 250;

const createGet =
  ({ serviceUrl, patience: whole }: Options): Get =>
  (request, { path, tenant, held = null }, token, patience = whole) =>
    boundedFetch(
      `${serviceUrl}${path}`,
      {
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          [requestIdHeader]: request.id,
          ...(tenant !== null && { [tenantHeader]: tenant }),
          ...(held !== null && { 'if-none-match': held }),
        },
      },
      { patience, limit },
    );

export const createServiceCaller = (
  options: Options & { sessions: Sessions; accessTokens: AccessTokens },
): ServiceCaller => {
  const { sessions, accessTokens } = options;
  const get = createGet(options);
  return {
    async ask(request, session, question) {
      const startedAt = performance.now();
      const token = await accessTokens.getAccessToken(session);
      const response = await get(request, question, token);
      if (response.status !== 401) return response;
      const refreshed = await accessTokens.refreshAfterRejection(session, token);
      const remaining = Math.ceil(options.patience - (performance.now() - startedAt));
      const retried = await get(request, question, refreshed, Math.max(leastPatience, remaining));
      if (retried.status !== 401) return retried;
      // A token issued this moment is rejected: keeping the session would redirect the browser in a loop.
      await sessions.end(session.id);
      throw unauthenticated();
    },
  };
};
