/** Failed sign-ins after which a user name, or an address, has to wait. */
const limits = { username: 10, address: 50 } as const;
const windowMs = 15 * 60 * 1000;
/** Names are made up by who guesses: beyond this many the oldest are forgotten. */
const most = 10_000;

interface Count {
  failures: number;
  until: number;
}

export interface Attempts {
  /** Seconds to wait before the next try; 0 where one is free. Counts the try, so that a burst is not let through. */
  begin(username: string, address: string): number;
  /** Forgets the tries of a name that signed in, and takes the one just counted from the address. */
  succeed(username: string, address: string): void;
}

/**
 * Slows down guessing of passwords, per user name and per address, within a window that starts at the first try.
 * In memory: a restart forgives, and every process counts for itself.
 */
export const createAttempts = (now: () => Date): Attempts => {
  const counts = new Map<string, Count>();

  const countOf = (key: string): Count => {
    const known = counts.get(key);
    if (known !== undefined && known.until > now().getTime()) return known;
    const fresh = { failures: 0, until: now().getTime() + windowMs };
    counts.delete(key);
    counts.set(key, fresh);
    const [oldest] = counts.keys();
    if (counts.size > most && oldest !== undefined) counts.delete(oldest);
    return fresh;
  };

  return {
    begin(username, address) {
      const asked = [
        { count: countOf(`name ${username}`), limit: limits.username },
        { count: countOf(`address ${address}`), limit: limits.address },
      ];
      const full = asked.filter(({ count, limit }) => count.failures >= limit);
      if (full.length > 0) {
        return Math.max(...full.map(({ count }) => Math.ceil((count.until - now().getTime()) / 1000)));
      }
      for (const { count } of asked) count.failures += 1;
      return 0;
    },
    succeed(username, address) {
      counts.delete(`name ${username}`);
      const count = countOf(`address ${address}`);
      count.failures = Math.max(0, count.failures - 1);
    },
  };
};
