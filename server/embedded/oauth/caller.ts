import type { FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { HttpProblem } from '#server/http/http-problem.ts';
import { recordDigest } from './records.ts';

/** Who calls the API, and what the access token allows. */
export interface Caller {
  user: number;
  scopes: ReadonlySet<string>;
  /** The digest under which the token is stored. */
  token: Uint8Array;
  /** From memory: the database was not asked about the token in this request. */
  remembered: boolean;
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

/** Throws a 401 where there is no token, or none that could be one. */
const readToken = ({ headers: { authorization } }: FastifyRequest): string => {
  if (authorization === undefined) throw noToken();
  const [, token] = /^Bearer +([\w.~+/=-]{1,512})$/i.exec(authorization) ?? [];
  if (token === undefined) throw badToken();
  return token;
};

/** How many tokens' callers are remembered; the one remembered first goes first. */
const most = 1000;

export interface Callers {
  /**
   * Who calls, by the bearer token of a request; from memory where the token was asked about before. Memory says whose
   * it was, never that it is still good: before anything is answered to a remembered caller, either the statement
   * that reads it enters its scope by `token`, or `confirm` looks again. Throws a 401 where there is no good token.
   */
  identify: (request: FastifyRequest) => Promise<Caller>;
  /** The caller, after a look into the database in this request. Throws a 401 where the token is no longer good. */
  confirm: (request: FastifyRequest, caller: Caller) => Promise<Caller>;
}

const keyOf = (digest: Uint8Array): string => Buffer.from(digest).toString('base64');

export const createCallers = (provider: Provider): Callers => {
  /** By the digest of the token, which itself is kept nowhere. `until`: Unix time in seconds. */
  const remembered = new Map<string, { caller: Caller; until: number }>();

  const look = async (token: string, digest: Uint8Array, key: string): Promise<Caller> => {
    remembered.delete(key);
    const found = await provider.AccessToken.find(token);
    if (found === undefined || !found.isValid) throw badToken();
    const user = Number(found.accountId);
    if (!Number.isSafeInteger(user) || user < 1) throw badToken();
    const caller = { user, scopes: found.scopes, token: digest };
    const [oldest] = remembered.size >= most ? remembered.keys() : [];
    if (oldest !== undefined) remembered.delete(oldest);
    remembered.set(key, { caller: { ...caller, remembered: true }, until: found.exp ?? 0 });
    return { ...caller, remembered: false };
  };

  return {
    async identify(request) {
      const token = readToken(request);
      const digest = recordDigest(token);
      const key = keyOf(digest);
      const known = remembered.get(key);
      return known !== undefined && known.until > Date.now() / 1000 ? known.caller : look(token, digest, key);
    },
    async confirm(request, caller) {
      return caller.remembered ? look(readToken(request), caller.token, keyOf(caller.token)) : caller;
    },
  };
};

/** The 403 for a token without this scope; null where it has it. */
export const missingScope = (caller: Caller, scope: string): HttpProblem | null =>
  caller.scopes.has(scope)
    ? null
    : new HttpProblem(
        403,
        'insufficient_scope',
        `The access token lacks the scope ${scope}.`,
        challenge(`, error="insufficient_scope", scope="${scope}"`),
      );
