import type { FastifyRequest } from 'fastify';
import { tenantHeader } from '#contract/endpoints.ts';
import { requestIdHeader } from '../http/request-id.ts';
import { signedOut, type AccessTokens } from './auth/access-tokens.ts';
import type { Cookies } from './auth/cookies.ts';
import type { Session, Sessions } from './auth/sessions.ts';
import { boundedFetch, type WholeAnswer } from './bounded-fetch.ts';

interface ServiceQuestion {
  /** Built from checked parts; nothing of a browser's address goes into it as it came. */
  path: string;
  tenant: string | null;
}

/** Asks the service in the name of the person behind a request. */
export interface ServiceCaller {
  /** Whose request it is, or null where nobody is signed in. With one token for everything there is no session. */
  session(request: FastifyRequest): Promise<Session | null>;
  /**
   * The service's answer whatever its status, except that a refused token is renewed once and tried once more. Throws
   * an HttpProblem: 401 signed out, 502 and 504 no whole answer.
   */
  ask(request: FastifyRequest, session: Session | null, question: ServiceQuestion): Promise<WholeAnswer>;
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
  (request, { path, tenant }, token, patience = whole) =>
    boundedFetch(
      `${serviceUrl}${path}`,
      {
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          [requestIdHeader]: request.id,
          ...(tenant !== null && { [tenantHeader]: tenant }),
        },
      },
      { patience, limit },
    );

/** With sessions: the token is the person's own. */
export const createSessionCaller = (
  options: Options & { sessions: Sessions; tokens: AccessTokens; cookies: Cookies },
): ServiceCaller => {
  const { sessions, tokens, cookies } = options;
  const get = createGet(options);
  return {
    async session(request) {
      const secret = cookies.session.read(request);
      return secret === null ? null : sessions.read(secret);
    },
    async ask(request, session, question) {
      if (session === null) throw signedOut();
      const begun = performance.now();
      const token = await tokens.of(session);
      const answer = await get(request, question, token);
      if (answer.status !== 401) return answer;
      const another = await tokens.after(session, token);
      // Both tries together have the time of one: whoever waits was told how long.
      const left = Math.max(leastPatience, Math.ceil(options.patience - (performance.now() - begun)));
      const second = await get(request, question, another, left);
      if (second.status !== 401) return second;
      // A token made this moment is refused: staying signed in would send the browser round in a circle.
      await sessions.end(session.id);
      throw signedOut();
    },
  };
};

/** With one token in hand for everything; `refused` tells whether the service turned it down the last time. */
export const createTokenCaller = (
  options: Options & { token: string },
): ServiceCaller & { refused: () => boolean } => {
  const get = createGet(options);
  let refused = false;
  return {
    refused: () => refused,
    session: () => Promise.resolve(null),
    async ask(request, _, question) {
      const answer = await get(request, question, options.token);
      refused = answer.status === 401;
      return answer;
    },
  };
};
