import { createMemory } from '#server/memory.ts';
import type { AuthStore, SessionRow } from './store.ts';

/**
 * The same store, which answers a session that nobody has changed since it was read from memory. Only for the one
 * process that writes to its database: of what another writes it would not hear. A lease is no part of what is
 * read, and changes nothing here.
 */
export const rememberSessions = (store: AuthStore): AuthStore => {
  const { get, load, change } = createMemory<SessionRow>();
  return {
    ...store,
    async readSession(id, now, usedAfter) {
      const known = get(id);
      if (known && known.expires_at > now && known.used_at > usedAfter) return known;
      return load(id, () => store.readSession(id, now, usedAfter));
    },
    touchSession: (id, now) => change(id, () => store.touchSession(id, now)),
    keepTenants: (id, sealed, now) => change(id, () => store.keepTenants(id, sealed, now)),
    finishRefresh: (id, version, sealed) => change(id, () => store.finishRefresh(id, version, sealed)),
    removeSession: (id) => change(id, () => store.removeSession(id)),
    removeOver: (id, now, usedAfter) => change(id, () => store.removeOver(id, now, usedAfter)),
    sweep: (now, usedAfter) => change(null, () => store.sweep(now, usedAfter)),
  };
};
