import { generateKeyPairSync, hkdfSync } from 'node:crypto';
import { type Configuration, interactionPolicy, type JWK, Provider } from 'oidc-provider';
import type { Pool } from 'pg';
import { isScheme, preferenceCookies } from '#contract/preferences.ts';
import { createAdapter } from './adapter.ts';
import { contentSecurityPolicy, signInErrorPage, toLanguage } from './sign-in-page.ts';

interface OauthClient {
  id: string;
  secret: string;
  redirectUris: readonly string[];
}

export interface ProviderOptions {
  /** The issuer: the origin that browsers use. */
  publicUrl: string;
  /** The registered clients. Redirect URIs must match exactly. */
  clients: readonly OauthClient[];
  /** At least 32 bytes. A new secret only invalidates sign-ins in progress. */
  secret: string;
  /** Lifetime of an access token in seconds; 3600 by default. */
  accessTokenSeconds?: number;
}

/** URL of the sign-in page of one interaction. With the client's `state` it can return to the client in any case. */
export const signInPath = (uid: string, state: unknown): string =>
  `/oauth/sign-in/${uid}${typeof state === 'string' ? `?state=${encodeURIComponent(state)}` : ''}`;

const day = 24 * 60 * 60;
const cookie = { signed: true, httpOnly: true, sameSite: 'lax', overwrite: true } as const;

const deriveCookieKey = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'flextell oauth cookies', 32)).toString('base64url');

/** The key of id_tokens. It is generated at each start, because stored tokens and codes are opaque. */
const createSigningKey = (): JWK => {
  const { kty, crv, x, y, d } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
    format: 'jwk',
  });
  return { kty, crv, x, y, d, use: 'sig', alg: 'ES256' };
};

/** Grants the requested scopes. Each sign-in has its own grant, so that its tokens are revoked together. */
const grantRequestedScopes: NonNullable<Configuration['loadExistingGrant']> = async (context) => {
  const { client, session, provider, requestParamScopes, requestParamClaims } = context.oidc;
  const accountId = session?.accountId;
  if (client === undefined || accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope([...requestParamScopes].join(' '));
  grant.addOIDCClaims([...requestParamClaims]);
  await grant.save();
  return grant;
};

/** Consent is skipped unless the client requests it, because the operator runs the client. */
const createLoginOnlyPolicy = () => {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.add(new interactionPolicy.Prompt({ name: 'consent', requestable: true }));
  return policy;
};

/**
 * Creates the authorization server: authorization code for confidential clients, PKCE optional, opaque tokens, rotating
 * refresh tokens whose reuse revokes all tokens of the sign-in. Throws a RangeError for a short secret.
 */
export const createProvider = (pool: Pool, options: ProviderOptions): Provider => {
  const { publicUrl, clients, secret, accessTokenSeconds = 3600 } = options;
  if (Buffer.byteLength(secret) < 32) throw new RangeError('the secret must have at least 32 bytes');
  const csp = contentSecurityPolicy(clients.flatMap(({ redirectUris }) => redirectUris));
  const provider = new Provider(publicUrl, {
    adapter: (model) => createAdapter(pool, model),
    clients: clients.map((client) => ({
      client_id: client.id,
      client_secret: client.secret,
      redirect_uris: [...client.redirectUris],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: 'ES256',
    })),
    clientAuthMethods: ['client_secret_post'],
    responseTypes: ['code'],
    scopes: [
      'openid',
      'profile',
      'offline_access',
      'appointments:read',
      'customers:read',
      'tenants:read',
      'account:read',
    ],
    claims: { openid: ['sub', 'name'] },
    // There is no userinfo endpoint, so the id_token contains the claims.
    conformIdTokenClaims: false,
    findAccount: async (_context, accountId) => {
      const { rows } = await pool.query<{ name: string | null }>(
        'select name from demo.users where id = $1::bigint',
        [accountId],
      );
      const [user] = rows;
      if (user === undefined) return undefined;
      return {
        accountId,
        claims: () => ({ sub: accountId, ...(user.name !== null && { name: user.name }) }),
      };
    },
    loadExistingGrant: grantRequestedScopes,
    interactions: {
      policy: createLoginOnlyPolicy(),
      url: (_context, { uid, params }) => signInPath(uid, params['state']),
    },
    // The documented flow requests neither openid nor offline_access and gets a refresh token.
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: () => false },
    jwks: { keys: [createSigningKey()] },
    cookies: { keys: [deriveCookieKey(secret)], long: { ...cookie, path: '/oauth' }, short: cookie },
    routes: {
      authorization: '/oauth/authorize',
      token: '/oauth/token',
      revocation: '/oauth/revoke',
      jwks: '/oauth/jwks',
    },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      RefreshToken: 14 * day,
      Grant: 14 * day,
      IdToken: 3600,
      Interaction: 3600,
      Session: 60,
    },
    renderError(context) {
      context.type = 'html';
      context.set('content-security-policy', csp);
      context.set('cache-control', 'no-store');
      const cookieOf = (name: string) => context.cookies.get(name, { signed: false });
      const accepted = context.acceptsLanguages('en', 'tr');
      const language = toLanguage(
        context.query['ui_locales'],
        cookieOf(preferenceCookies.language),
        accepted,
      );
      const scheme = cookieOf(preferenceCookies.scheme);
      context.body = signInErrorPage({ language, scheme: isScheme(scheme) ? scheme : 'system' }, 'invalid');
    },
  });
  // The scheme is that of the public URL, which provider-routes.ts sets in the headers.
  provider.proxy = true;
  // A session ends with its sign-in. Otherwise the next person at a shared computer would be signed in as the user who
  // has just signed out. A destroyed session is not stored or sent as a cookie.
  provider.on('authorization.success', ({ oidc }) => {
    if (oidc.session !== undefined) Reflect.set(oidc.session, 'destroyed', true);
  });
  return provider;
};
