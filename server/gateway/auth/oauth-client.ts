import * as oauth from 'oauth4webapi';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Access } from '../config.ts';
import type { UpstreamClient } from '../upstream-client.ts';
import { readUser, type Grant } from './grant.ts';

/** The refresh token is expired, revoked or used before: only the person can sign in again. */
export class GrantEnded extends Error {
  override name = 'GrantEnded';
}

export interface OAuthClient {
  /** The address to send a browser to, with what must come back (`state`) and what must not leave (`verifier`). */
  begin(askWho: boolean): Promise<{ url: string; state: string; verifier: string }>;
  /** Trades the callback's parameters for tokens. Throws where they are not the answer to `state`. */
  exchange(callback: URLSearchParams, state: string, verifier: string): Promise<Grant>;
  /** Throws GrantEnded where it is over, an HttpProblem (502, 503, 504) where it may work later. */
  refresh(token: string, user: Grant['user']): Promise<Grant>;
  /** Takes a token back; does not mind where the service has no such endpoint. */
  revoke(token: string): Promise<void>;
}

interface Options {
  client: UpstreamClient;
  access: Access & { kind: 'oauth' };
  /** The origin browsers use; the callback is on it. */
  publicUrl: string;
  patience: number;
  clock: () => number;
}

/** Seconds an access token is taken to live where the answer does not say. */
const usualLife = 3600;

const temporary = (status: number): HttpProblem =>
  status === 429 || status === 503
    ? new HttpProblem(503, 'service_unavailable', 'The sign-in service is busy.', { 'retry-after': '2' })
    : new HttpProblem(502, 'bad_gateway', 'The sign-in service did not answer as expected.');

/** The answer without its id_token, whose issuer is not documented and would be refused, and who that token names. */
const splitUser = async (response: Response): Promise<{ response: Response; user: Grant['user'] }> => {
  const { status, headers } = response;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (typeof body !== 'object' || body === null || !('id_token' in body)) return { response, user: null };
  const { id_token: idToken, ...rest } = body;
  return { response: new Response(JSON.stringify(rest), { status, headers }), user: readUser(idToken) };
};

/**
 * The vendor's authorization code flow with PKCE: endpoints by configuration, since there is no discovery; secret in
 * the form, as documented.
 */
export const createOAuthClient = ({
  client: upstream,
  access,
  publicUrl,
  patience,
  clock,
}: Options): OAuthClient => {
  const server: oauth.AuthorizationServer = {
    issuer: new URL(access.tokenUrl).origin,
    authorization_endpoint: access.authorizeUrl,
    token_endpoint: access.tokenUrl,
    revocation_endpoint: access.revokeUrl,
  };
  const client: oauth.Client = { client_id: access.clientId };
  const authentication = oauth.ClientSecretPost(access.clientSecret);
  const redirectUri = `${publicUrl}/auth/callback`;

  const options = (milliseconds: number) => ({
    // The configuration allows plain http to this machine alone.
    [oauth.allowInsecureRequests]: access.tokenUrl.startsWith('http:'),
    [oauth.customFetch]: async (url: string, init: oauth.CustomFetchOptions<'POST', URLSearchParams>) => {
      const answer = await upstream.request(url, {
        method: init.method,
        headers: init.headers,
        body: init.body,
        timeoutMs: milliseconds,
      });
      const body = answer.body.length > 0 ? new Uint8Array(answer.body) : null;
      return new Response(body, { status: answer.status, headers: [...answer.headers] });
    },
  });

  const grantOf = (
    answer: oauth.TokenEndpointResponse,
    user: Grant['user'],
    previous: string | null,
  ): Grant => ({
    access: answer.access_token,
    refresh: answer.refresh_token ?? previous,
    expiresAt: clock() + (answer.expires_in ?? usualLife) * 1000,
    user,
  });

  return {
    async begin(askWho) {
      const state = oauth.generateRandomState();
      const verifier = oauth.generateRandomCodeVerifier();
      const url = new URL(access.authorizeUrl);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: access.clientId,
        redirect_uri: redirectUri,
        scope: access.scopes,
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(askWho && { prompt: 'login' }),
      }).toString();
      return { url: url.href, state, verifier };
    },

    async exchange(callback, state, verifier) {
      const parameters = new URLSearchParams(callback);
      // One authorization server: there is none to mix it up with, and its issuer name is not documented.
      parameters.delete('iss');
      const valid = oauth.validateAuthResponse(server, client, parameters, state);
      const { response, user } = await splitUser(
        await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          valid,
          redirectUri,
          verifier,
          options(patience),
        ),
      );
      return grantOf(await oauth.processAuthorizationCodeResponse(server, client, response), user, null);
    },

    async refresh(token, user) {
      const answer = await oauth.refreshTokenGrantRequest(
        server,
        client,
        authentication,
        token,
        options(patience),
      );
      const { response } = await splitUser(answer);
      try {
        return grantOf(await oauth.processRefreshTokenResponse(server, client, response), user, token);
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant')
          throw new GrantEnded('the refresh token is not good any more');
        throw temporary(answer.status);
      }
    },

    async revoke(token) {
      await oauth.revocationRequest(server, client, authentication, token, options(Math.min(patience, 2000)));
    },
  };
};
