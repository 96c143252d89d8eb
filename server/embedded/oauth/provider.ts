import { hkdfSync } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Database } from '#server/db/client.ts';
import type { Memory } from '#server/memory.ts';
import { findUser } from './accounts.ts';
import { oidcProvider } from './oidc-provider.ts';
import { createRecordStore, tellChanges } from './records.ts';
import { signingKeys } from './signing-keys.ts';

export interface OauthClient {
  id: string;
  secret: string;
  redirectUris: readonly string[];
}

export interface ProviderOptions {
  db: Database;
  /** The issuer: the origin browsers use. */
  publicUrl: string;
  clients: readonly OauthClient[];
  /** At least 32 bytes; the cookies' keys are derived from it. */
  secret: string;
  /** What is known of access tokens by their `recordKey`. */
  known: Pick<Memory<unknown>, 'change'>;
  /** How long an access token lives, in seconds. */
  accessTokenSeconds: number;
  /** Shows a page to whoever came with a request that cannot be answered at its redirect. */
  renderError(context: KoaContextWithOIDC): void;
}

/** Where the sign-in page of one interaction is. */
export const signInPath = (uid: string): string => `/oauth/sign-in/${uid}`;

const day = 24 * 60 * 60;

const cookieKey = (secret: string): string =>
  Buffer.from(hkdfSync('sha256', secret, '', 'flextell oauth cookies', 32)).toString('base64url');

/**
 * Who signed in gets what the client asked for: the client is the operator's own, so nobody is asked for consent.
 * Every sign-in has a grant of its own, and with it a family of tokens of its own that dies together.
 */
const grantAll: NonNullable<Configuration['loadExistingGrant']> = async (context) => {
  const { client, session, provider, requestParamScopes, requestParamClaims } = context.oidc;
  const accountId = session?.accountId;
  if (client === undefined || accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope([...requestParamScopes].join(' '));
  grant.addOIDCClaims([...requestParamClaims]);
  await grant.save();
  return grant;
};

/** The policy without consent, which `grantAll` makes unnecessary. */
const signInOnly = () => {
  const policy = oidcProvider.interactionPolicy.base();
  policy.remove('consent');
  policy.add(new oidcProvider.interactionPolicy.Prompt({ name: 'consent', requestable: true }));
  return policy;
};

/**
 * The authorization server: authorization code for confidential clients, PKCE accepted, opaque tokens, rotating
 * refresh tokens whose reuse ends the whole family.
 */
export const createProvider = async (options: ProviderOptions): Promise<Provider> => {
  const { db, publicUrl, known } = options;
  const cookie = { signed: true, httpOnly: true, sameSite: 'lax', overwrite: true } as const;
  const provider = new oidcProvider.Provider(publicUrl, {
    adapter: (model) => {
      const records = createRecordStore(db, model);
      return model === 'AccessToken' ? tellChanges(records, known) : records;
    },
    clients: options.clients.map(({ id, secret, redirectUris }) => ({
      client_id: id,
      client_secret: secret,
      redirect_uris: [...redirectUris],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_post',
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
    // There is no userinfo endpoint: what the id_token does not say, nobody says.
    conformIdTokenClaims: false,
    findAccount: async (_context, id) => {
      const user = await findUser(db, id);
      if (user === null) return undefined;
      return {
        accountId: user.id,
        claims: () => ({ sub: user.id, ...(user.name !== null && { name: user.name }) }),
      };
    },
    loadExistingGrant: grantAll,
    interactions: { policy: signInOnly(), url: (_context, interaction) => signInPath(interaction.uid) },
    // The vendor's documented flow asks for neither openid nor offline_access and gets a refresh token.
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: () => false },
    jwks: { keys: await signingKeys(db) },
    cookies: { keys: [cookieKey(options.secret)], long: { ...cookie, path: '/oauth' }, short: cookie },
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
      AccessToken: options.accessTokenSeconds,
      AuthorizationCode: 60,
      RefreshToken: 14 * day,
      Grant: 14 * day,
      IdToken: 3600,
      Interaction: 3600,
      Session: 60,
    },
    renderError: (context) => options.renderError(context),
  });
  // Behind the gateway's port: the scheme is what browsers use, which the mount puts into the headers.
  provider.proxy = true;
  // No session of its own outlives a sign-in: with one, whoever comes next at a shared desk would be signed in as
  // the person the application has just logged off.
  provider.on('authorization.success', ({ oidc }) => {
    // What oidc-provider itself sets when a session ends: it is then neither stored nor sent as a cookie.
    if (oidc.session !== undefined) Reflect.set(oidc.session, 'destroyed', true);
  });
  return provider;
};
