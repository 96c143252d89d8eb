/**
 * Values for one minute, in memory only, per session and clinic. It is bounded, and a session's values are dropped when
 * the session ends.
 */
export interface SessionCache<T> {
  get(scope: CacheScope, key: string): T | undefined;
  set(scope: CacheScope, key: string, value: T): void;
  drop(session: string): void;
  /** Deletes expired values. */
  sweep(): void;
}

interface CacheScope {
  session: { id: string };
  clinic: string;
}

interface Options {
  maxEntries: number;
  ttlMs?: number;
  /** In milliseconds since 1970. */
  now?: () => number;
}

const idOf = ({ session, clinic }: CacheScope, key: string): string =>
  JSON.stringify([session.id, clinic, key]);

export const createSessionCache = <T>({
  maxEntries,
  ttlMs = 60_000,
  now = Date.now,
}: Options): SessionCache<T> => {
  // The oldest is first.
  const entries = new Map<string, { session: string; value: T; expiresAt: number }>();
  return {
    get(scope, key) {
      const entry = entries.get(idOf(scope, key));
      return entry !== undefined && entry.expiresAt > now() ? entry.value : undefined;
    },
    set(scope, key, value) {
      const id = idOf(scope, key);
      entries.delete(id);
      entries.set(id, { session: scope.session.id, value, expiresAt: now() + ttlMs });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
    drop(session) {
      for (const [id, entry] of entries) if (entry.session === session) entries.delete(id);
    },
    sweep() {
      for (const [id, { expiresAt }] of entries) if (expiresAt <= now()) entries.delete(id);
    },
  };
};
