import type { Database } from '#server/db/client.ts';

/** All SQL of signing in. Keys are digests, contents are sealed: nothing here reads either. */

/** A session as it is stored. */
export interface SessionRow {
  sealed: string;
  sealed_tenants: string | null;
  tenants_read_at: Date | null;
  version: number;
  used_at: Date;
  expires_at: Date;
}

export interface AuthStore {
  addAttempt(attempt: { state: string; browser: string; sealed: string; expiresAt: Date }): Promise<void>;
  /** Reads and removes an attempt in one statement, so that no two callbacks can have it. */
  takeAttempt(state: string, browser: string, now: Date): Promise<string | null>;
  /** Reads an attempt that stays: for whoever lost the cookie, to keep the link they wanted. */
  peekAttempt(state: string): Promise<string | null>;

  addSession(session: { id: string; sealed: string; now: Date; expiresAt: Date }): Promise<void>;
  /** Null where there is none, it was idle since before `usedAfter`, or its time is over. */
  readSession(id: string, now: Date, usedAfter: Date): Promise<SessionRow | null>;
  touchSession(id: string, now: Date): Promise<void>;
  keepTenants(id: string, sealed: string, now: Date): Promise<void>;
  /** True for the one caller that may refresh this version now, until `until` at most. */
  leaseRefresh(id: string, version: number, now: Date, until: Date): Promise<boolean>;
  /** Stores refreshed tokens under the next version; false where the session has ended meanwhile. */
  finishRefresh(id: string, version: number, sealed: string): Promise<boolean>;
  abandonRefresh(id: string, version: number): Promise<void>;
  /** The sealed contents of what was removed, or null. */
  removeSession(id: string): Promise<string | null>;
  /** The same, only where `readSession` would not answer it any more. */
  removeOver(id: string, now: Date, usedAfter: Date): Promise<string | null>;

  /** Removes what nobody can use any more; answers the sessions among it, each to one caller alone. */
  sweep(now: Date, usedAfter: Date): Promise<{ id: string; sealed: string }[]>;
  ping(): Promise<void>;
}

const sealedOf = (rows: { sealed: string }[]): string | null => rows[0]?.sealed ?? null;

export const createAuthStore = (db: Database): AuthStore => {
  return {
    async addAttempt({ state, browser, sealed, expiresAt }) {
      await db.query(
        'insert into gateway.login_attempts (state_digest, browser_digest, sealed, expires_at) values ($1, $2, $3, $4)',
        [state, browser, sealed, expiresAt],
      );
    },
    async takeAttempt(state, browser, now) {
      return sealedOf(
        await db.query<{ sealed: string }>(
          `delete from gateway.login_attempts
            where state_digest = $1 and browser_digest = $2 and expires_at > $3 returning sealed`,
          [state, browser, now],
        ),
      );
    },
    async peekAttempt(state) {
      return sealedOf(
        await db.query<{ sealed: string }>(
          'select sealed from gateway.login_attempts where state_digest = $1',
          [state],
        ),
      );
    },

    async addSession({ id, sealed, now, expiresAt }) {
      await db.query(
        `insert into gateway.sessions (id_hash, encrypted_tokens, created_at, last_used_at, expires_at)
         values ($1, $2, $3, $3, $4)`,
        [id, sealed, now, expiresAt],
      );
    },
    async readSession(id, now, usedAfter) {
      const rows = await db.query<SessionRow>(
        `select encrypted_tokens as sealed, encrypted_tenants as sealed_tenants,
                tenants_fetched_at as tenants_read_at, token_version as version, last_used_at as used_at, expires_at
           from gateway.sessions
          where id_hash = $1 and expires_at > $2 and last_used_at > $3`,
        [id, now, usedAfter],
      );
      return rows[0] ?? null;
    },
    async touchSession(id, now) {
      await db.query(
        'update gateway.sessions set last_used_at = $2 where id_hash = $1 and last_used_at < $2',
        [id, now],
      );
    },
    async keepTenants(id, sealed, now) {
      await db.query(
        'update gateway.sessions set encrypted_tenants = $2, tenants_fetched_at = $3 where id_hash = $1',
        [id, sealed, now],
      );
    },
    async leaseRefresh(id, version, now, until) {
      const rows = await db.query(
        `update gateway.sessions set refresh_lease_until = $4
          where id_hash = $1 and token_version = $2 and (refresh_lease_until is null or refresh_lease_until <= $3)
         returning token_version`,
        [id, version, now, until],
      );
      return rows.length > 0;
    },
    async finishRefresh(id, version, sealed) {
      const rows = await db.query(
        `update gateway.sessions set encrypted_tokens = $3, token_version = token_version + 1, refresh_lease_until = null
          where id_hash = $1 and token_version = $2 returning token_version`,
        [id, version, sealed],
      );
      return rows.length > 0;
    },
    async abandonRefresh(id, version) {
      await db.query(
        'update gateway.sessions set refresh_lease_until = null where id_hash = $1 and token_version = $2',
        [id, version],
      );
    },
    async removeSession(id) {
      return sealedOf(
        await db.query<{ sealed: string }>(
          'delete from gateway.sessions where id_hash = $1 returning encrypted_tokens as sealed',
          [id],
        ),
      );
    },

    async removeOver(id, now, usedAfter) {
      return sealedOf(
        await db.query<{ sealed: string }>(
          `delete from gateway.sessions
            where id_hash = $1 and (expires_at <= $2 or last_used_at <= $3) returning encrypted_tokens as sealed`,
          [id, now, usedAfter],
        ),
      );
    },

    async sweep(now, usedAfter) {
      const over = await db.query<{ id: string; sealed: string }>(
        `delete from gateway.sessions where expires_at <= $1 or last_used_at <= $2
         returning id_hash as id, encrypted_tokens as sealed`,
        [now, usedAfter],
      );
      await db.query('delete from gateway.login_attempts where expires_at <= $1', [now]);
      return over;
    },
    async ping() {
      await db.query('select 1 from gateway.sessions limit 0');
    },
  };
};
