import { unauthenticated, type Session, type Sessions } from './sessions.ts';
import type { AccessTokens } from './token-refresh.ts';

/** With one configured access token every request has the same session, which never ends and stores nothing. */
export const createTokenMode = (token: string): { sessions: Sessions; accessTokens: AccessTokens } => {
  const session: Session = {
    id: 'token',
    tokens: { accessToken: token, refreshToken: null, expiresAt: Number.POSITIVE_INFINITY, user: null },
    tokenVersion: 1,
    idleSecondsLeft: null,
    isActivityRecorded: true,
    encryptedTenants: null,
  };
  const resolved = Promise.resolve();
  return {
    sessions: {
      fromRequest: () => Promise.resolve(session),
      find: () => Promise.resolve(session),
      create: () => Promise.reject(new Error('there is no sign-in in token mode')),
      recordActivity: () => Promise.resolve(session),
      extend: () => Promise.resolve(session),
      cacheTenants: () => resolved,
      cachedTenants: () => Promise.resolve(null),
      end: () => resolved,
      onEnd: () => undefined,
      deleteExpired: () => resolved,
    },
    accessTokens: {
      getAccessToken: () => Promise.resolve(token),
      refreshAfterRejection: () => Promise.reject(unauthenticated()),
      settled: () => resolved,
    },
  };
};
