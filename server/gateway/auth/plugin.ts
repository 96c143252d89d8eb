import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { inTransaction, statementsOf } from '#server/database/transaction.ts';
import { createCookies, type Cookies } from './cookies.ts';
import { createEncryption } from './encryption.ts';
import { createLoginStates, type LoginStates } from './login-state.ts';
import { createOAuthClient, type OAuthClient, type TokenSet } from './oauth-client.ts';
import { createSessions, unauthenticated, type Session, type Sessions } from './sessions.ts';
import { completeSignOut, createSignOut, type SignOut } from './sign-out.ts';
import { createTokenMode } from './token-mode.ts';
import { createTokenRefresh, type AccessTokens, type RefreshOutcome } from './token-refresh.ts';

declare module 'fastify' {
  interface FastifyInstance {
    sessions: Sessions;
    accessTokens: AccessTokens;
    /** Null in token mode, which has no sign-in. */
    oauthLogin: OAuthLogin | null;
    signOut: SignOut;
    /** An onRequest hook that sets `request.session` or responds with a 401, before the schema can respond with a 422. */
    requireSession: onRequestAsyncHookHandler;
  }
  interface FastifyRequest {
    /** Throws a 401 in routes without `requireSession`. */
    session: Session;
  }
}

export interface OAuthLogin {
  oauth: OAuthClient;
  loginStates: LoginStates;
  cookies: Cookies;
  /** Revokes the tokens in the background. */
  revoke: (tokens: TokenSet) => void;
}

const cleanupIntervalMs = 60_000;

/** Decorates the gateway with its sessions and their access tokens. */
export const authPlugin = fastifyPlugin(
  async (app) => {
    const { config } = app;
    const pool = statementsOf(app.pool);
    const { access, publicUrl, sessionSecrets, idleMinutes, timeoutMs } = config;

    const cookies = createCookies(publicUrl.startsWith('https:'));
    if (access.kind === 'token') {
      const { sessions, accessTokens } = createTokenMode(access.token);
      app.decorate('sessions', sessions).decorate('accessTokens', accessTokens).decorate('oauthLogin', null);
    } else {
      const encryption = createEncryption(sessionSecrets, 'sessions');
      const oauth = createOAuthClient({ access, publicUrl, timeoutMs });

      // Sign-out does not wait for the authorization server; only closing the app does.
      const revocations = new Set<Promise<void>>();
      const revoke = (tokens: TokenSet): void => {
        const revocation: Promise<void> = oauth
          .revoke(tokens)
          .catch((error: unknown) => app.log.info({ err: error }, 'token revocation failed'))
          .finally(() => revocations.delete(revocation));
        revocations.add(revocation);
      };

      const sessions = createSessions({
        pool,
        encryption,
        cookies,
        idleMinutes,
        revoke,
        transaction: (work) => inTransaction(app.pool, work),
        onExpired: (session, tx) => app.accessLog.session(session, 'expired', undefined, tx),
      });
      const loginStates = createLoginStates(sessionSecrets);
      const onOutcome = (outcome: RefreshOutcome, cause?: unknown): void => {
        app.metrics?.tokenRefreshes.inc({ outcome });
        if (outcome !== 'refreshed') app.log.warn({ err: cause, outcome }, 'token refresh failed');
      };
      const accessTokens = createTokenRefresh({ pool, sessions, encryption, oauth, timeoutMs, onOutcome });
      app
        .decorate('sessions', sessions)
        .decorate('accessTokens', accessTokens)
        .decorate('oauthLogin', { oauth, loginStates, cookies, revoke });

      const cleanUp = (): void =>
        void sessions
          .deleteExpired()
          .catch((error: unknown) => app.log.warn({ err: error }, 'failed to delete expired sessions'));
      const timer = setInterval(cleanUp, cleanupIntervalMs).unref();
      app.addHook('onListen', async () => cleanUp());
      app.addHook('onClose', async () => {
        clearInterval(timer);
        await Promise.allSettled([...revocations, accessTokens.settled()]);
      });
    }

    const signOut = createSignOut({
      accessLog: app.accessLog,
      sessions: app.sessions,
      cookies,
      endsSessions: access.kind === 'oauth',
    });
    app.decorate('signOut', signOut);
    app.addHook('onRequest', completeSignOut(cookies, signOut));

    const required = new WeakMap<FastifyRequest, Session>();
    app.decorateRequest('session', {
      getter() {
        const session = required.get(this);
        if (session === undefined) throw unauthenticated();
        return session;
      },
    });
    app.decorate('requireSession', async (request) => {
      const session = await app.sessions.fromRequest(request);
      if (session === null) throw unauthenticated();
      required.set(request, session);
    });
  },
  { name: 'auth' },
);
