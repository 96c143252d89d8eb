import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { HttpProblem } from '#server/http/http-problem.ts';

export interface Caller {
  userId: number;
  scopes: ReadonlySet<string>;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** The reason why authentication failed: a 401 or an error of the database. */
    authenticationError: unknown;
  }
}

const challenge = (parameters: string): Record<string, string> => ({
  'www-authenticate': `Bearer realm="flextell"${parameters}`,
});

const findCaller = async (provider: Provider, authorization: string | undefined): Promise<Caller> => {
  if (authorization === undefined)
    throw new HttpProblem(401, 'unauthenticated', 'An access token is required.', challenge(''));
  const [, value] = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization) ?? [];
  const token = value === undefined ? undefined : await provider.AccessToken.find(value);
  if (token?.isValid !== true) {
    const message = 'The access token is malformed, expired or revoked.';
    throw new HttpProblem(401, 'invalid_token', message, challenge(', error="invalid_token"'));
  }
  return { userId: Number(token.accountId), scopes: token.scopes };
};

/** Sets `request.caller` before the rate limit is counted. Routes report a failure afterwards, in `requireScope`. */
export const authenticate = (api: FastifyInstance): void => {
  api.decorateRequest('caller', null);
  api.decorateRequest('authenticationError', null);
  api.addHook('onRequest', async (request) => {
    try {
      request.caller = await findCaller(api.oidcProvider, request.headers.authorization);
    } catch (error) {
      request.authenticationError = error;
    }
  });
};

/** Returns the authenticated caller. Throws a 401 or a 503 if authentication failed. */
export const getCaller = ({ caller, authenticationError }: FastifyRequest): Caller => {
  if (caller === null) throw authenticationError;
  return caller;
};

/** A preValidation hook: 401 without a valid token, 403 if the token lacks the scope. */
export const requireScope =
  (scope: string) =>
  async (request: FastifyRequest): Promise<void> => {
    if (getCaller(request).scopes.has(scope)) return;
    throw new HttpProblem(
      403,
      'insufficient_scope',
      `The access token lacks the scope ${scope}.`,
      challenge(`, error="insufficient_scope", scope="${scope}"`),
    );
  };
