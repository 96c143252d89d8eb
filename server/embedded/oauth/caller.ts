import type { FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { HttpProblem } from '#server/http/http-problem.ts';

/** Who calls the API, and what the access token allows. */
export interface Caller {
  user: number;
  scopes: ReadonlySet<string>;
}

const challenge = (parameters: string): Record<string, string> => ({
  'www-authenticate': `Bearer realm="flextell"${parameters}`,
});

const noToken = (): HttpProblem =>
  new HttpProblem(401, 'unauthenticated', 'An access token is required.', challenge(''));

const badToken = (): HttpProblem =>
  new HttpProblem(
    401,
    'invalid_token',
    'The access token is malformed, expired or revoked.',
    challenge(', error="invalid_token"'),
  );

/** Reads and checks the bearer token of a request. Throws a 401 where there is none, or none that is good. */
export const identifyCaller = async (provider: Provider, request: FastifyRequest): Promise<Caller> => {
  const { authorization } = request.headers;
  if (authorization === undefined) throw noToken();
  const [, token] = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization) ?? [];
  if (token === undefined) throw badToken();
  const found = await provider.AccessToken.find(token);
  if (found === undefined || !found.isValid) throw badToken();
  const user = Number(found.accountId);
  if (!Number.isSafeInteger(user) || user < 1) throw badToken();
  return { user, scopes: found.scopes };
};

/** Throws a 403 unless the token carries the scope. */
export const requireScope = (caller: Caller, scope: string): void => {
  if (caller.scopes.has(scope)) return;
  throw new HttpProblem(
    403,
    'insufficient_scope',
    `The access token lacks the scope ${scope}.`,
    challenge(`, error="insufficient_scope", scope="${scope}"`),
  );
};
