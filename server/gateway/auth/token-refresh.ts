import { setTimeout as delay } from 'node:timers/promises';
import { upstreamCodes } from '#contract/problem.ts';
import { isDatabaseUnavailable } from '#server/database/errors.ts';
import type { Queryable } from '#server/database/transaction.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import type { Encryption } from './encryption.ts';
import { InvalidGrantError, type OAuthClient, type TokenSet } from './oauth-client.ts';
import { unauthenticated, type Session, type Sessions } from './sessions.ts';

export interface AccessTokens {
  /** An access token that is valid for a while. */
  getAccessToken(session: Session): Promise<string>;
  /** A new access token after the service rejected one. Throws a 401 if the user has to sign in again. */
  refreshAfterRejection(session: Session, rejected: string): Promise<string>;
  /** Resolves when no refresh is in progress. */
  settled(): Promise<void>;
}

/** What a refresh can end with, for logs and metrics. */
export type RefreshOutcome =
  | 'refreshed'
  /** The authorization server did not respond as expected; a later attempt may succeed. */
  | 'failed'
  /** The refresh token is expired, revoked or used: the session ended. */
  | 'rejected'
  /** Like `rejected`, after a refresh whose response was not received: of a process that ended, or a slow server. */
  | 'interrupted';

interface Options {
  pool: Queryable;
  sessions: Sessions;
  encryption: Encryption;
  oauth: OAuthClient;
  /** Milliseconds that a refresh may take and that other requests wait for it. */
  timeoutMs: number;
  /** Seconds for which one process may refresh and store; 60 by default. */
  leaseSeconds?: number;
  onOutcome?: (outcome: RefreshOutcome, cause?: unknown) => void;
}

/** An access token is refreshed this long before it expires, so that it does not expire during a request. */
const refreshMarginMs = 30_000;
const pollIntervalMs = 50;
/** Milliseconds to wait for a new access token while the current one is still valid. */
const earlyWaitMs = 1_000;
const retryIntervalMs = 250;
const defaultLeaseSeconds = 60;

/** The authorization server may have received the request, and replaced the refresh token. */
const unansweredCodes: ReadonlySet<string> = new Set([upstreamCodes.timeout, upstreamCodes.reset]);

const refreshInProgress = (): HttpProblem =>
  new HttpProblem(503, 'service_unavailable', 'Session refresh in progress, retry.', { 'retry-after': '1' });

const interrupted = (cause: unknown): HttpProblem =>
  new HttpProblem(
    401,
    'unauthenticated',
    'Your session has ended because its renewal was interrupted.',
    {},
    { cause },
  );

/** Runs a statement again while the database is unavailable, until the lease ends at `deadline`. */
const retryUntil = async <T>(deadline: number, run: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (performance.now() + retryIntervalMs >= deadline) throw error;
      await delay(retryIntervalMs);
    }
  }
};

/** Resolves with the promise, or rejects when it takes longer; the promise itself continues. */
const within = async <T>(milliseconds: number, promise: Promise<T>): Promise<T> => {
  const aborter = new AbortController();
  const timeout = delay(milliseconds, null, { signal: aborter.signal }).then(() => {
    throw refreshInProgress();
  });
  timeout.catch(() => undefined);
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    aborter.abort();
  }
};

/**
 * Refresh tokens rotate, and using one twice ends the sign-in at the authorization server. So each is used once:
 * requests of this process share one promise, and between processes a lease on the session's row decides. While the
 * database is unavailable, the process that refreshed tries to store the new tokens until its lease ends, and no other
 * process refreshes.
 */
export const createTokenRefresh = (options: Options): AccessTokens => {
  const { pool, sessions, encryption, oauth, timeoutMs, leaseSeconds = defaultLeaseSeconds } = options;
  const { onOutcome = () => undefined } = options;
  const inFlight = new Map<string, Promise<TokenSet>>();
  const background = new Set<Promise<unknown>>();

  /** Null if this caller may not refresh this version now; otherwise whether an earlier lease ended unused. */
  const acquireLease = async ({ id, tokenVersion }: Session): Promise<{ wasInterrupted: boolean } | null> => {
    const { rows } = await pool.query<{ was_interrupted: boolean }>(
      `with previous as (
         select id_hash, refresh_lease_until from gateway.sessions
          where id_hash = $1 and token_version = $2
            and (refresh_lease_until is null or refresh_lease_until <= now())
          for update
       )
       update gateway.sessions as session set refresh_lease_until = now() + make_interval(secs => $3)
         from previous where session.id_hash = previous.id_hash
       returning previous.refresh_lease_until is not null as was_interrupted`,
      [id, tokenVersion, leaseSeconds],
    );
    const [row] = rows;
    return row === undefined ? null : { wasInterrupted: row.was_interrupted };
  };

  const runInBackground = (work: Promise<unknown>): void => {
    const settled: Promise<unknown> = work.catch(() => undefined).finally(() => background.delete(settled));
    background.add(settled);
  };

  /** Others may refresh at once. A lease that ends now, instead of none, tells them that this refresh may have succeeded. */
  const releaseLease = async ({ id, tokenVersion }: Session, unanswered: boolean): Promise<void> => {
    await pool.query(
      `update gateway.sessions set refresh_lease_until = case when $3 then now() end
        where id_hash = $1 and token_version = $2`,
      [id, tokenVersion, unanswered],
    );
  };

  /** False if the session has ended. A repeated attempt that had been stored before counts as stored. */
  const storeTokens = async ({ id, tokenVersion }: Session, encrypted: string): Promise<boolean> => {
    const { rowCount } = await pool.query(
      `update gateway.sessions
          set encrypted_tokens = $3, token_version = $2 + 1, refresh_lease_until = null
        where id_hash = $1 and (token_version = $2 or encrypted_tokens = $3)`,
      [id, tokenVersion, encrypted],
    );
    return rowCount === 1;
  };

  const requestTokens = async (
    session: Session,
    wasInterrupted: boolean,
    deadline: number,
  ): Promise<TokenSet> => {
    const { refreshToken, user } = session.tokens;
    try {
      if (refreshToken === null) throw new InvalidGrantError('there is no refresh token');
      return await oauth.refresh(refreshToken, user);
    } catch (error) {
      if (error instanceof InvalidGrantError) {
        onOutcome(wasInterrupted ? 'interrupted' : 'rejected', error);
        await sessions.end(session.id);
        throw wasInterrupted ? interrupted(error) : unauthenticated(error);
      }
      onOutcome('failed', error);
      const unanswered = error instanceof HttpProblem && unansweredCodes.has(error.code);
      runInBackground(retryUntil(deadline, () => releaseLease(session, unanswered)));
      throw error;
    }
  };

  const refresh = async (session: Session, wasInterrupted: boolean, deadline: number): Promise<TokenSet> => {
    const tokens = await requestTokens(session, wasInterrupted, deadline);
    const encrypted = await encryption.encrypt(tokens, session.id);
    if (await retryUntil(deadline, () => storeTokens(session, encrypted))) {
      onOutcome('refreshed');
      return tokens;
    }
    // The user signed out during the refresh.
    await oauth.revoke(tokens).catch(() => undefined);
    throw unauthenticated();
  };

  /** Refreshes the access token, or waits for another process to refresh it, until it differs from `stale`. */
  const refreshOrWait = async (id: string, stale: string): Promise<TokenSet> => {
    const startedAt = performance.now();
    while (performance.now() < startedAt + timeoutMs) {
      const session = await sessions.find(id);
      if (session === null) throw unauthenticated();
      if (session.tokens.accessToken !== stale) return session.tokens;
      // Taken before the request for the lease, so that this process stops storing before the lease ends.
      const deadline = performance.now() + leaseSeconds * 1000;
      const lease = await acquireLease(session);
      if (lease !== null) return refresh(session, lease.wasInterrupted, deadline);
      await delay(pollIntervalMs);
    }
    throw refreshInProgress();
  };

  const refreshOnce = async (id: string, stale: string, waitMs = timeoutMs): Promise<string> => {
    const key = `${id} ${stale}`;
    const shared = inFlight.get(key) ?? refreshOrWait(id, stale).finally(() => inFlight.delete(key));
    if (!inFlight.has(key)) runInBackground(shared);
    inFlight.set(key, shared);
    return (await within(waitMs, shared)).accessToken;
  };

  return {
    async getAccessToken({ id, tokens }) {
      const { accessToken, refreshToken, expiresAt } = tokens;
      const remainingMs = expiresAt - Date.now();
      if (remainingMs > refreshMarginMs || refreshToken === null) return accessToken;
      try {
        return await refreshOnce(id, accessToken, remainingMs > 0 ? earlyWaitMs : timeoutMs);
      } catch (error) {
        // The current token is still valid, so an unavailable authorization server need not fail the request.
        const isTemporary =
          isDatabaseUnavailable(error) || (error instanceof HttpProblem && error.status >= 500);
        if (remainingMs > 0 && isTemporary) return accessToken;
        throw error;
      }
    },
    refreshAfterRejection: ({ id }, rejected) => refreshOnce(id, rejected),
    async settled() {
      await Promise.all(background);
    },
  };
};
