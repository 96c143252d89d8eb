import { decodeJwt } from 'jose';
import * as openid from 'openid-client';
import * as z from 'zod/mini';
import type { Language } from '#contract/preferences.ts';
import { upstreamCodes } from '#contract/problem.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Access } from '../config.ts';

/** The tokens of a session; only ever stored encrypted. */
export const tokenSetSchema = z.object({
  accessToken: z.string(),
  refreshToken: z.nullable(z.string()),
  /** Unix time in milliseconds at which the access token expires. */
  expiresAt: z.number(),
  user: z.nullable(z.object({ id: z.string(), name: z.nullable(z.string()) })),
});

export type TokenSet = z.infer<typeof tokenSetSchema>;

/** The refresh token is expired, revoked or already used: the user has to sign in again. */
export class InvalidGrantError extends Error {
  override name = 'InvalidGrantError';
}

export interface OAuthClient {
  /** The URL of the authorization request; `forceLogin` requires the user to sign in again, in `language`. */
  authorizationUrl(login: {
    state: string;
    codeVerifier: string;
    forceLogin: boolean;
    language: Language;
  }): Promise<URL>;
  /** Exchanges the code of a callback for tokens. Rejects when `callback` does not belong to `state`. */
  exchangeCode(callback: URLSearchParams, login: { state: string; codeVerifier: string }): Promise<TokenSet>;
  /** Throws InvalidGrantError, or an HttpProblem (502, 503) when a later attempt may succeed. */
  refresh(refreshToken: string, user: TokenSet['user']): Promise<TokenSet>;
  /** Revokes the refresh token, or the access token if there is no refresh token. */
  revoke(tokens: TokenSet): Promise<void>;
}

interface Options {
  access: Access & { kind: 'oauth' };
  /** The origin browsers use; the callback is on it. */
  publicUrl: string;
  timeoutMs: number;
}

/** Used when the token response has no `expires_in`. */
const defaultLifetimeSeconds = 3600;
const maxRevocationMs = 2000;

const parseObject = (text: string): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return {};
  }
};

const maxResponseBytes = 256 * 1024;

const readText = async ({ body }: Response): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > maxResponseBytes)
      throw new RangeError('the response of the authorization server is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

/**
 * Renames `id_token` in a token response: the vendor does not document its issuer, so it would fail validation. It comes
 * straight from the token endpoint and is only used to display and log who signed in.
 */
const fetchTokens: openid.CustomFetch = async (url, options) => {
  const form = options.body instanceof URLSearchParams ? options.body : null;
  const response = await fetch(url, { ...options, body: form });
  const { status, headers } = response;
  const text = await readText(response);
  const { id_token: idToken, ...rest } = parseObject(text);
  const body = idToken === undefined ? text : JSON.stringify({ ...rest, unverified_id_token: idToken });
  return new Response(body === '' ? null : body, { status, headers });
};

const claimsSchema = z.object({ sub: z.string(), name: z.optional(z.string()) });

const readUser = (token: unknown): TokenSet['user'] => {
  try {
    const { sub, name } = claimsSchema.parse(decodeJwt(z.string().parse(token)));
    return { id: sub, name: name ?? null };
  } catch {
    return null;
  }
};

/** The subject of an access token that is a JWT: an opaque label for the log, so no name is taken from it. */
const readSubject = (accessToken: string): TokenSet['user'] => {
  const user = readUser(accessToken);
  return user && { id: user.id, name: null };
};

const toTokenSet = (
  response: openid.TokenEndpointResponse,
  previous: { refreshToken: string | null; user: TokenSet['user'] },
): TokenSet => ({
  accessToken: response.access_token,
  refreshToken: response.refresh_token ?? previous.refreshToken,
  expiresAt: Date.now() + (response.expires_in ?? defaultLifetimeSeconds) * 1000,
  user: previous.user,
});

const retryAfter = { 'retry-after': '2' };

const statusOf = (error: unknown): number | null => {
  if (error instanceof openid.ResponseBodyError) return error.status;
  return error instanceof Error && error.cause instanceof Response ? error.cause.status : null;
};

/** Codes of an error and its causes. */
const codesOf = (error: unknown): string[] =>
  error instanceof Error ? [String(Reflect.get(error, 'code') ?? ''), ...codesOf(error.cause)] : [];

/** The connection was not established, so that the authorization server has not received the request. */
const notSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*(TLS|CERT|SIGNATURE).*)$/;

const toProblem = (cause: unknown): Error => {
  if (cause instanceof openid.ResponseBodyError && cause.error === 'invalid_grant')
    return new InvalidGrantError('the refresh token was rejected', { cause });
  const problem = (status: number, code: string, message: string, headers = {}) =>
    new HttpProblem(status, code, message, headers, { cause });
  if (cause instanceof openid.ClientError && cause.code === 'OAUTH_TIMEOUT')
    return problem(
      503,
      upstreamCodes.timeout,
      'The authorization server did not respond in time.',
      retryAfter,
    );
  const status = statusOf(cause);
  if (status === 429 || status === 503)
    return problem(503, 'service_unavailable', 'The authorization server is busy.', retryAfter);
  if (status === null)
    return codesOf(cause).some((code) => notSent.test(code))
      ? problem(503, upstreamCodes.unreachable, 'The authorization server could not be reached.', retryAfter)
      : problem(503, upstreamCodes.reset, 'The authorization server closed the connection.', retryAfter);
  return problem(502, 'bad_gateway', 'The authorization server did not respond as expected.');
};

/**
 * The vendor's authorization code flow with PKCE: endpoints from the configuration, since there is no discovery, and
 * the client secret in the form, as documented.
 */
export const createOAuthClient = ({ access, publicUrl, timeoutMs }: Options): OAuthClient => {
  const configure = (milliseconds: number): openid.Configuration => {
    const configuration = new openid.Configuration(
      {
        issuer: new URL(access.tokenUrl).origin,
        authorization_endpoint: access.authorizeUrl,
        token_endpoint: access.tokenUrl,
        revocation_endpoint: access.revokeUrl,
      },
      access.clientId,
      access.clientSecret,
      openid.ClientSecretPost(access.clientSecret),
    );
    // Plain http is accepted by the configuration for this machine only.
    if (access.tokenUrl.startsWith('http:')) openid.allowInsecureRequests(configuration);
    configuration.timeout = milliseconds / 1000;
    configuration[openid.customFetch] = fetchTokens;
    return configuration;
  };
  const configuration = configure(timeoutMs);
  const revocation = configure(Math.min(timeoutMs, maxRevocationMs));
  const redirectUri = `${publicUrl}/auth/callback`;

  return {
    async authorizationUrl({ state, codeVerifier, forceLogin, language }) {
      return openid.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: access.scopes,
        state,
        code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
        ui_locales: language,
        ...(forceLogin && { prompt: 'login' }),
      });
    },

    async exchangeCode(callback, { state, codeVerifier }) {
      const url = new URL(redirectUri);
      url.search = callback.toString();
      // There is only one authorization server to mix up, and its issuer is not documented.
      url.searchParams.delete('iss');
      const response = await openid.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: codeVerifier,
        expectedState: state,
      });
      const user = readUser(response['unverified_id_token']) ?? readSubject(response.access_token);
      return toTokenSet(response, { refreshToken: null, user });
    },

    async refresh(refreshToken, user) {
      try {
        return toTokenSet(await openid.refreshTokenGrant(configuration, refreshToken), {
          refreshToken,
          user,
        });
      } catch (error) {
        throw toProblem(error);
      }
    },

    async revoke({ refreshToken, accessToken }) {
      await openid.tokenRevocation(revocation, refreshToken ?? accessToken);
    },
  };
};
