import type { AuthStore, SessionRow } from './store.ts';

/** How many sessions are remembered; the one read first goes first. */
const most = 1000;

/**
 * The same store, which answers a session that nobody has changed since it was read from memory. Only for the one
 * process that writes to its database: of what another writes it would not hear. What is remembered is as sealed as
 * what is stored. A lease is no part of what is read, and changes nothing here.
 */
export const rememberSessions = (store: AuthStore): AuthStore => {
  const rows = new Map<string, SessionRow>();
  /** Counts beginnings and ends of changes: what was read across one may be from before it, and is not kept. */
  let changes = 0;
  const forget = (id: string | null): void => {
    changes += 1;
    if (id === null) rows.clear();
    else rows.delete(id);
  };
  /** Both before and after: an answer from memory in between would be one from before the change. */
  const changing = async <T>(id: string | null, work: () => Promise<T>): Promise<T> => {
    forget(id);
    try {
      return await work();
    } finally {
      forget(id);
    }
  };

  return {
    ...store,
    async readSession(id, now, usedAfter) {
      const known = rows.get(id);
      if (known && known.expires_at > now && known.used_at > usedAfter) return known;
      const before = changes;
      const row = await store.readSession(id, now, usedAfter);
      if (row === null || changes !== before) return row;
      const [oldest] = rows.size >= most ? rows.keys() : [];
      if (oldest !== undefined) rows.delete(oldest);
      rows.set(id, row);
      return row;
    },
    touchSession: (id, now) => changing(id, () => store.touchSession(id, now)),
    keepTenants: (id, sealed, now) => changing(id, () => store.keepTenants(id, sealed, now)),
    finishRefresh: (id, version, sealed) => changing(id, () => store.finishRefresh(id, version, sealed)),
    removeSession: (id) => changing(id, () => store.removeSession(id)),
    removeOver: (id, now, usedAfter) => changing(id, () => store.removeOver(id, now, usedAfter)),
    sweep: (now, usedAfter) => changing(null, () => store.sweep(now, usedAfter)),
  };
};
