import { hash, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { readTenants, type Tenant } from '#contract/tenant.ts';
import type { Queryable } from '#server/database/transaction.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { sessionHours } from '../config.ts';
import type { Cookies } from './cookies.ts';
import type { Encryption } from './encryption.ts';
import { tokenSetSchema, type TokenSet } from './oauth-client.ts';

/** A session as it was when it was read. */
export interface Session {
  /** The hash of the cookie's value, which identifies the row. */
  readonly id: string;
  readonly tokens: TokenSet;
  /** Incremented by every refresh. */
  readonly tokenVersion: number;
  /** Whole seconds until the session expires without further activity; null if it never expires. */
  readonly idleSecondsLeft: number | null;
  /** Whether activity was recorded so recently that it need not be recorded again. */
  readonly isActivityRecorded: boolean;
  /** The clinics of the user, encrypted; null when they were not fetched within the last minute. */
  readonly encryptedTenants: string | null;
}

export interface Sessions {
  /** The session of the request's cookie, or null. Reading a session does not count as activity. */
  fromRequest(request: Pick<FastifyRequest, 'cookies'>): Promise<Session | null>;
  find(id: string): Promise<Session | null>;
  /** Resolves to the value of the session cookie. `onCreated` is called in the transaction that creates the session. */
  create(
    tokens: TokenSet,
    onCreated?: (session: Pick<Session, 'id' | 'tokens'>, tx: Queryable) => Promise<void>,
  ): Promise<string>;
  /** Records activity, which restarts the idle time. Resolves to the updated session. */
  recordActivity(session: Session): Promise<Session>;
  /** Like `recordActivity`, but always writes. Throws a 401 if the session has expired. */
  extend(session: Session): Promise<Session>;
  cacheTenants(session: Session, tenants: Tenant[]): Promise<void>;
  /** The clinics of the user; null when they were not fetched within the last minute. */
  cachedTenants(session: Session): Promise<Tenant[] | null>;
  /** Deletes the session and revokes its tokens. Repeated calls have no effect. */
  end(id: string): Promise<void>;
  /** Calls `listener` with the id of each session that this process ends, at sign-out or by expiry. */
  onEnd(listener: (id: string) => void): void;
  /** Deletes up to 200 sessions that have been idle for too long or are older than `sessionHours`. */
  deleteExpired(): Promise<void>;
}

interface Options {
  pool: Queryable;
  encryption: Encryption;
  cookies: Cookies;
  idleMinutes: number;
  /** Called once for the tokens of each session that ended. */
  revoke: (tokens: TokenSet) => void;
  /** Runs `work` in one transaction. */
  transaction: <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;
  /** Called once for each session that expired, in the transaction that deletes it. */
  onExpired?: (session: Pick<Session, 'id' | 'tokens'>, tx: Queryable) => Promise<void>;
}

/** The 401 for a request without a valid session. */
export const unauthenticated = (cause?: unknown): HttpProblem =>
  new HttpProblem(401, 'unauthenticated', 'You are not signed in, or your session has ended.', {}, { cause });

/** The key of a session's row. The cookie cannot be derived from this hash. */
export const hashId = (cookie: string): string => hash('sha256', cookie, 'base64url');

// All times are the database's. $1 is the number of idle minutes.
const live = 'expires_at > now() and last_used_at > now() - make_interval(mins => $1)';
const idleSecondsLeft = `floor(date_part('epoch',
  least(last_used_at + make_interval(mins => $1), expires_at) - now()))::integer as idle_seconds_left`;

const selectSession = `
  select encrypted_tokens, token_version, ${idleSecondsLeft},
         last_used_at > now() - interval '10 seconds' as is_activity_recorded,
         case when tenants_fetched_at > now() - interval '1 minute' then encrypted_tenants end as encrypted_tenants
    from gateway.sessions where id_hash = $2 and ${live}`;

/** Bounds the revocations that are sent at once; the rest follow a minute later. */
const maxExpiredAtOnce = 200;

interface SessionRow {
  encrypted_tokens: string;
  encrypted_tenants: string | null;
  token_version: number;
  idle_seconds_left: number;
  is_activity_recorded: boolean;
}

interface EndedRow {
  id_hash: string;
  encrypted_tokens: string;
}

/** Creates the sessions, which are stored in the table `gateway.sessions` with encrypted tokens. */
export const createSessions = (options: Options): Sessions => {
  const { pool, encryption, cookies, idleMinutes, revoke, transaction } = options;
  const { onExpired = async () => undefined } = options;
  const listeners: ((id: string) => void)[] = [];
  const decryptTokens = async (text: string, id: string): Promise<TokenSet | null> => {
    const parsed = tokenSetSchema.safeParse(await encryption.decrypt(text, id));
    return parsed.success ? parsed.data : null;
  };

  /** Deletes rows; each is returned to one caller only, which revokes its tokens. */
  const deleteRows = async (
    where: string,
    values: unknown[],
    onDeleted: typeof onExpired = async () => undefined,
  ): Promise<void> => {
    const deleted = await transaction(async (tx) => {
      const { rows } = await tx.query<EndedRow>(
        `delete from gateway.sessions where ${where} returning id_hash, encrypted_tokens`,
        values,
      );
      const ended: { id: string; tokens: TokenSet | null }[] = [];
      for (const { id_hash: id, encrypted_tokens: text } of rows) {
        const tokens = await decryptTokens(text, id);
        if (tokens !== null) await onDeleted({ id, tokens }, tx);
        ended.push({ id, tokens });
      }
      return ended;
    });
    for (const { id, tokens } of deleted) {
      for (const listener of listeners) listener(id);
      if (tokens !== null) revoke(tokens);
    }
  };

  const end = (id: string): Promise<void> => deleteRows('id_hash = $1', [id]);

  const find = async (id: string): Promise<Session | null> => {
    const { rows } = await pool.query<SessionRow>({
      name: 'session',
      text: selectSession,
      values: [idleMinutes, id],
    });
    const [row] = rows;
    if (row === undefined) {
      await deleteRows(`id_hash = $2 and not (${live})`, [idleMinutes, id], onExpired);
      return null;
    }
    const tokens = await decryptTokens(row.encrypted_tokens, id);
    // Encrypted with another secret. The row stays until it expires: another process may have that secret.
    if (tokens === null) return null;
    return {
      id,
      tokens,
      tokenVersion: row.token_version,
      idleSecondsLeft: row.idle_seconds_left,
      isActivityRecorded: row.is_activity_recorded,
      encryptedTenants: row.encrypted_tenants,
    };
  };

  const extend = async (session: Session): Promise<Session> => {
    const { rows } = await pool.query<Pick<SessionRow, 'idle_seconds_left'>>(
      `update gateway.sessions set last_used_at = now() where id_hash = $2 and ${live}
       returning ${idleSecondsLeft}`,
      [idleMinutes, session.id],
    );
    const [row] = rows;
    if (row === undefined) throw unauthenticated();
    return { ...session, idleSecondsLeft: row.idle_seconds_left, isActivityRecorded: true };
  };

  return {
    async fromRequest(request) {
      const cookie = cookies.session.read(request);
      return cookie === null ? null : find(hashId(cookie));
    },
    find,
    async create(tokens, onCreated = async () => undefined) {
      const cookie = randomBytes(32).toString('base64url');
      const id = hashId(cookie);
      const encrypted = await encryption.encrypt(tokens, id);
      await transaction(async (tx) => {
        await tx.query(
          `insert into gateway.sessions (id_hash, encrypted_tokens, expires_at)
           values ($1, $2, now() + make_interval(hours => $3))`,
          [id, encrypted, sessionHours],
        );
        await onCreated({ id, tokens }, tx);
      });
      return cookie;
    },
    recordActivity: async (session) => (session.isActivityRecorded ? session : extend(session)),
    extend,
    cachedTenants: async ({ id, encryptedTenants }) =>
      encryptedTenants === null ? null : readTenants(await encryption.decrypt(encryptedTenants, id)),
    async cacheTenants({ id }, tenants) {
      await pool.query(
        'update gateway.sessions set encrypted_tenants = $2, tenants_fetched_at = now() where id_hash = $1',
        [id, await encryption.encrypt(tenants, id)],
      );
    },
    end,
    onEnd: (listener) => void listeners.push(listener),
    deleteExpired: () =>
      deleteRows(
        `id_hash in (select id_hash from gateway.sessions where not (${live}) limit ${maxExpiredAtOnce}
          for update skip locked)`,
        [idleMinutes],
        onExpired,
      ),
  };
};
