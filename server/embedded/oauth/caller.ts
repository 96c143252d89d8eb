import type { FastifyRequest } from 'fastify';
import type { Provider } from 'oidc-provider';
import { HttpProblem } from '#server/http/http-problem.ts';
import { createMemory, type Memory } from '#server/memory.ts';
import { recordDigest, recordKey } from './records.ts';

/** Who calls the API, and what the access token allows. */
export interface Caller {
  user: number;
  scopes: ReadonlySet<string>;
  /**
   * The digest under which the token is stored, where another process may have taken it back meanwhile: whoever reads
   * for the caller then enters the scope by it.
   */
  token?: Uint8Array | undefined;
  /** From memory that does not say whether the token is still good: `confirm` does. */
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

export interface Callers {
  /**
   * Who calls, by the bearer token of a request; from memory where the token was asked about before. Where others write
   * to the database too, memory says whose it was, never that it is still good: before anything is answered to a
   * remembered caller, either the statement that reads it enters its scope by `token`, or `confirm` looks again. Throws
   * a 401 where there is no good token.
   */
  identify: (request: FastifyRequest) => Promise<Caller>;
  /** The caller, after a look into the database in this request. Throws a 401 where the token is no longer good. */
  confirm: (request: FastifyRequest, caller: Caller) => Promise<Caller>;
}

/** `until`: Unix time in seconds. */
type Known = { user: number; scopes: ReadonlySet<string>; until: number };

/** Callers by the `recordKey` of their token, which itself is kept nowhere. */
export type KnownCallers = Memory<Known>;

export const createKnownCallers = (): KnownCallers => createMemory<Known>();

/** `isTold`: whether `known` hears of every token that is taken back, because no other process writes to the database. */
export const createCallers = (provider: Provider, known: KnownCallers, isTold: boolean): Callers => {
  const callerOf = ({ user, scopes }: Known, token: string, remembered: boolean): Caller =>
    isTold ? { user, scopes, remembered: false } : { user, scopes, remembered, token: recordDigest(token) };

  const look = async (token: string): Promise<Caller> => {
    const found = await known.load(recordKey(token), async () => {
      const stored = await provider.AccessToken.find(token);
      if (stored === undefined || !stored.isValid) throw badToken();
      const user = Number(stored.accountId);
      if (!Number.isSafeInteger(user) || user < 1) throw badToken();
      return { user, scopes: stored.scopes, until: stored.exp ?? 0 };
    });
    return callerOf(found, token, false);
  };

  return {
    async identify(request) {
      const token = readToken(request);
      const before = known.get(recordKey(token));
      return before !== undefined && before.until > Date.now() / 1000
        ? callerOf(before, token, true)
        : look(token);
    },
    async confirm(request, caller) {
      return caller.remembered ? look(readToken(request)) : caller;
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
