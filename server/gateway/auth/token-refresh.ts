import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Encryption } from './encryption.ts';
import { InvalidGrantError, type OAuthClient, type TokenSet } from './oauth-client.ts';
import { unauthenticated, type Session, type Sessions } from './sessions.ts';

export interface AccessTokens {
  /** An access token that is valid for a while. */
  getAccessToken(session: Session): Promise<string>;
  /** A new access token after the service rejected one. Throws a 401 if the user has to sign in again. */
  refreshAfterRejection(session: Session, rejected: string): Promise<string>;
}

interface Options {
  pool: Pool;
  sessions: Sessions;
  encryption: Encryption;
  oauth: OAuthClient;
  /** Milliseconds that a refresh may take and that other requests wait for it. */
  timeoutMs: number;
}

/** An access token is refreshed this long before it expires, so that it does not expire during a request. */
const refreshMarginMs = 30_000;
const pollIntervalMs = 50;
/** The lease is slightly longer than the longest refresh, so that the lease of a crashed process expires soon. */
const leaseMarginMs = 5_000;
const storeAttempts = 3;

const refreshInProgress = (): HttpProblem =>
  new HttpProblem(503, 'service_unavailable', 'Session refresh in progress, retry.', { 'retry-after': '1' });

/**
 * Refresh tokens rotate, and using one twice ends the sign-in at the authorization server. So each is used once:
 * requests of this process share one promise, and between processes a lease on the session's row decides.
 */
export const createTokenRefresh = (options: Options): AccessTokens => {
  const { pool, sessions, encryption, oauth, timeoutMs } = options;
  const inFlight = new Map<string, Promise<TokenSet>>();

  /** True for the one caller that may refresh this version now. */
  const acquireLease = async ({ id, tokenVersion }: Session): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `update gateway.sessions set refresh_lease_until = now() + make_interval(secs => $3)
        where id_hash = $1 and token_version = $2
          and (refresh_lease_until is null or refresh_lease_until <= now())`,
      [id, tokenVersion, (timeoutMs + leaseMarginMs) / 1000],
    );
    return rowCount === 1;
  };

  const releaseLease = async ({ id, tokenVersion }: Session): Promise<void> => {
    await pool.query(
      'update gateway.sessions set refresh_lease_until = null where id_hash = $1 and token_version = $2',
      [id, tokenVersion],
    );
  };

  /** False if the session has expired. Retried after an error, because the previous refresh token is already used. */
  const storeTokens = async (session: Session, tokens: TokenSet, attempt = 1): Promise<boolean> => {
    const { id, tokenVersion } = session;
    try {
      const { rowCount } = await pool.query(
        `update gateway.sessions
            set encrypted_tokens = $3, token_version = token_version + 1, refresh_lease_until = null
          where id_hash = $1 and token_version = $2`,
        [id, tokenVersion, await encryption.encrypt(tokens, id)],
      );
      return rowCount === 1;
    } catch (error) {
      if (attempt === storeAttempts) throw error;
      await delay(attempt * pollIntervalMs);
      return storeTokens(session, tokens, attempt + 1);
    }
  };

  const requestTokens = async (session: Session): Promise<TokenSet> => {
    const { refreshToken, user } = session.tokens;
    try {
      if (refreshToken === null) throw new InvalidGrantError('there is no refresh token');
      return await oauth.refresh(refreshToken, user);
    } catch (error) {
      if (error instanceof InvalidGrantError) {
        await sessions.end(session.id);
        throw unauthenticated(error);
      }
      await releaseLease(session);
      throw error;
    }
  };

  const refresh = async (session: Session): Promise<TokenSet> => {
    const tokens = await requestTokens(session);
    if (await storeTokens(session, tokens)) return tokens;
    // The user signed out during the refresh.
    await oauth.revoke(tokens).catch(() => undefined);
    throw unauthenticated();
  };

  /** Refreshes the access token, or waits for another process to refresh it, until it differs from `stale`. */
  const refreshOrWait = async (id: string, stale: string): Promise<TokenSet> => {
    const deadline = performance.now() + timeoutMs;
    while (performance.now() < deadline) {
      const session = await sessions.find(id);
      if (session === null) throw unauthenticated();
      if (session.tokens.accessToken !== stale) return session.tokens;
      if (await acquireLease(session)) return refresh(session);
      await delay(pollIntervalMs);
    }
    throw refreshInProgress();
  };

  const refreshOnce = async (id: string, stale: string): Promise<string> => {
    const key = `${id} ${stale}`;
    const shared = inFlight.get(key) ?? refreshOrWait(id, stale).finally(() => inFlight.delete(key));
    inFlight.set(key, shared);
    return (await shared).accessToken;
  };

  return {
    async getAccessToken({ id, tokens }) {
      const { accessToken, refreshToken, expiresAt } = tokens;
      const remainingMs = expiresAt - Date.now();
      if (remainingMs > refreshMarginMs || refreshToken === null) return accessToken;
      try {
        return await refreshOnce(id, accessToken);
      } catch (error) {
        // The current token is still valid, so an unavailable authorization server need not fail the request.
        if (remainingMs > 0 && error instanceof HttpProblem && error.status >= 500) return accessToken;
        throw error;
      }
    },
    refreshAfterRejection: ({ id }, rejected) => refreshOnce(id, rejected),
  };
};
