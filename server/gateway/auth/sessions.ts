import { readTenants, type Tenant } from '#contract/tenant.ts';
import { sessionHours } from '../config.ts';
import { createSessionId, hashId } from './session-id.ts';
import type { Encryption } from './encryption.ts';
import { tokenSetSchema, type TokenSet } from './oauth-client.ts';
import type { AuthStore, SessionRow } from './store.ts';

/** A sign-in as requests see it; several may share it. */
export interface Session {
  /** The digest it is stored under. */
  readonly id: string;
  readonly tokens: TokenSet;
  readonly version: number;
  /** Unix time in milliseconds. */
  readonly usedAt: number;
  /** When it ends even in use. */
  readonly expiresAt: number;
  /** The clinics as last read, with when; null before the first time. */
  readonly tenants: { readonly list: Tenant[]; readonly readAt: number } | null;
}

export interface Sessions {
  /** Stores a sign-in; answers the secret for the browser's cookie. */
  create(grant: TokenSet): Promise<string>;
  /** The live session of a cookie, or null. */
  read(secret: string): Promise<Session | null>;
  readById(id: string): Promise<Session | null>;
  /** Use by a person: keeps the session from idling out. Written every ten seconds at most. Answers it as it is then. */
  touch(session: Session): Promise<Session>;
  /** The person says to stay; answers the session as it is from now on. */
  keep(session: Session): Promise<Session>;
  /** Whole seconds until it ends without further use. */
  secondsLeft(session: Session): number;
  keepTenants(session: Session, tenants: Tenant[]): Promise<void>;
  /** Ends a session; answers its tokens, to be taken back. */
  end(id: string): Promise<TokenSet | null>;
  /** Ends what is over. */
  sweep(): Promise<void>;
}

interface Options {
  store: AuthStore;
  encryption: Encryption;
  /** Unix time in milliseconds. */
  clock: () => number;
  idleMinutes: number;
  /** Takes the tokens of a session that ended by itself. */
  giveBack: (grant: TokenSet) => void;
}

const minute = 60_000;
/** Milliseconds a use may go unwritten: little against the shortest idle time, a minute. */
const unwritten = 10_000;

export const createSessions = ({ store, encryption, clock, idleMinutes, giveBack }: Options): Sessions => {
  const now = () => new Date(clock());
  const usedAfter = () => new Date(clock() - idleMinutes * minute);

  const openGrant = async (sealed: string, id: string): Promise<TokenSet | null> => {
    const opened = tokenSetSchema.safeParse(await encryption.decrypt(sealed, id));
    return opened.success ? opened.data : null;
  };

  const giveBackSealed = async (id: string, sealed: string | null): Promise<void> => {
    const grant = sealed === null ? null : await openGrant(sealed, id);
    if (grant !== null) giveBack(grant);
  };

  const endOver = async (id: string): Promise<void> =>
    giveBackSealed(id, await store.removeOver(id, now(), usedAfter()));

  /** Of a row that is remembered, and so the same object, what was in its seals: opening them takes longer than reading. */
  const opened = new WeakMap<SessionRow, Session>();
  const open = async (row: SessionRow, id: string): Promise<Session | null> => {
    const known = opened.get(row);
    if (known !== undefined) return known;
    const grant = await openGrant(row.sealed, id);
    if (grant === null) return null;
    const list =
      row.sealed_tenants === null ? null : readTenants(await encryption.decrypt(row.sealed_tenants, id));
    const session = {
      id,
      tokens: grant,
      version: row.version,
      usedAt: row.used_at.getTime(),
      expiresAt: row.expires_at.getTime(),
      tenants: list && row.tenants_read_at ? { list, readAt: row.tenants_read_at.getTime() } : null,
    };
    opened.set(row, session);
    return session;
  };

  const readById = async (id: string): Promise<Session | null> => {
    const row = await store.readSession(id, now(), usedAfter());
    if (row === null) {
      await endOver(id);
      return null;
    }
    const session = await open(row, id);
    // Sealed under a secret that is gone: nobody can use it any more.
    if (session === null) await store.removeSession(id);
    return session;
  };

  return {
    async create(grant) {
      const secret = createSessionId();
      const id = hashId(secret);
      const expiresAt = new Date(clock() + sessionHours * 60 * minute);
      await store.addSession({ id, sealed: await encryption.encrypt(grant, id), now: now(), expiresAt });
      return secret;
    },
    read: (secret) => readById(hashId(secret)),
    readById,
    async touch(session) {
      if (clock() - session.usedAt < unwritten) return session;
      await store.touchSession(session.id, now());
      return { ...session, usedAt: clock() };
    },
    async keep(session) {
      await store.touchSession(session.id, now());
      return { ...session, usedAt: Math.max(session.usedAt, clock()) };
    },
    secondsLeft({ usedAt, expiresAt }) {
      const end = Math.min(usedAt + idleMinutes * minute, expiresAt);
      return Math.max(0, Math.floor((end - clock()) / 1000));
    },
    async keepTenants(session, tenants) {
      await store.keepTenants(session.id, await encryption.encrypt(tenants, session.id), now());
    },
    async end(id) {
      const sealed = await store.removeSession(id);
      return sealed === null ? null : openGrant(sealed, id);
    },
    async sweep() {
      const over = await store.sweep(now(), usedAfter());
      await Promise.all(over.map(({ id, sealed }) => giveBackSealed(id, sealed)));
    },
  };
};
