import { setTimeout as delay } from 'node:timers/promises';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Encryption } from './encryption.ts';
import { InvalidGrantError, type OAuthClient, type TokenSet } from './oauth-client.ts';
import type { Session, Sessions } from './sessions.ts';
import type { AuthStore } from './store.ts';

export const signedOut = (): HttpProblem =>
  new HttpProblem(401, 'unauthenticated', 'You are not signed in, or the sign-in has ended.');

const busy = (): HttpProblem =>
  new HttpProblem(503, 'service_unavailable', 'The sign-in is being renewed.', { 'retry-after': '1' });

export interface AccessTokens {
  /** A token that should still be good for a while. */
  of(session: Session): Promise<string>;
  /** Another one, after the service refused `refused`. Throws a 401 where there is none to be had. */
  after(session: Session, refused: string): Promise<string>;
}

interface Options {
  store: AuthStore;
  sessions: Sessions;
  encryption: Encryption;
  oauth: OAuthClient;
  clock: () => number;
  /** Milliseconds one refresh may take: how long others wait for it. */
  patience: number;
}

/** Milliseconds before its end at which a token is renewed, so that it does not end on the way. */
const margin = 30_000;
/** Milliseconds between looks at a refresh that another process does. */
const pause = 50;

/**
 * Refresh tokens rotate, and using one twice ends the whole sign-in. So a refresh happens once however many requests
 * want it: those of this process share one promise, and between processes the session row carries a lease.
 */
export const createAccessTokens = (options: Options): AccessTokens => {
  const { store, sessions, encryption, oauth, clock, patience } = options;
  const running = new Map<string, Promise<TokenSet>>();

  const end = async (id: string): Promise<never> => {
    await sessions.end(id);
    throw signedOut();
  };

  const refresh = async ({ id, tokens, version }: Session): Promise<TokenSet> => {
    if (tokens.refreshToken === null) return end(id);
    try {
      const renewed = await oauth.refresh(tokens.refreshToken, tokens.user);
      if (await store.finishRefresh(id, version, await encryption.encrypt(renewed, id))) return renewed;
      // Signed out meanwhile: what just came is of no use to anybody.
      await oauth.revoke(renewed).catch(() => undefined);
      throw signedOut();
    } catch (error) {
      if (error instanceof InvalidGrantError) return end(id);
      await store.abandonRefresh(id, version);
      throw error;
    }
  };

  /** Refreshes, or waits for whoever does, until the session's access token is another than `stale`. */
  const renew = async (id: string, stale: string): Promise<TokenSet> => {
    const giveUp = Date.now() + patience;
    while (Date.now() < giveUp) {
      const session = await sessions.readById(id);
      if (session === null) throw signedOut();
      if (session.tokens.accessToken !== stale) return session.tokens;
      const now = clock();
      // The lease outlives the longest refresh, and no holder that died.
      if (await store.leaseRefresh(id, session.version, new Date(now), new Date(now + patience + 5_000)))
        return refresh(session);
      await delay(pause);
    }
    throw busy();
  };

  const once = (id: string, stale: string): Promise<TokenSet> => {
    const key = `${id} ${stale}`;
    const shared = running.get(key) ?? renew(id, stale).finally(() => running.delete(key));
    running.set(key, shared);
    return shared;
  };

  return {
    async of({ id, tokens }) {
      const left = tokens.expiresAt - Date.now();
      if (left > margin || tokens.refreshToken === null) return tokens.accessToken;
      try {
        return (await once(id, tokens.accessToken)).accessToken;
      } catch (error) {
        // Renewing early is a convenience: while the old token lasts, a busy sign-in service stops nobody.
        if (left > 0 && error instanceof HttpProblem && error.status >= 500) return tokens.accessToken;
        throw error;
      }
    },
    async after({ id }, refused) {
      return (await once(id, refused)).accessToken;
    },
  };
};
