/** The remaining requests that the service allows one session. */
export interface RateBudget {
  /** Reads `X-RateLimit-Remaining` and `X-RateLimit-Reset` (Unix seconds) of a response. */
  record(session: string, headers: ReadonlyMap<string, string>): void;
  /** Takes one request of those that may be prefetched: half of what remains. False if they are used up. */
  takePrefetch(session: string): boolean;
  drop(session: string): void;
}

interface Window {
  remaining: number;
  resetsAt: number;
  prefetched: number;
}

/** The requests of a window may be reported in parts of a second. */
const sameWindowMs = 2000;
const maxSessions = 1000;

const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : null;

/** Without these headers everything is allowed. `now` is in milliseconds since 1970. */
export const createRateBudget = (now: () => number = Date.now): RateBudget => {
  const windows = new Map<string, Window>();
  return {
    record(session, headers) {
      const remaining = numberOf(headers.get('x-ratelimit-remaining'));
      if (remaining === null) return;
      const resetsAt = (numberOf(headers.get('x-ratelimit-reset')) ?? 0) * 1000;
      const known = windows.get(session);
      const same = known !== undefined && Math.abs(known.resetsAt - resetsAt) <= sameWindowMs;
      windows.delete(session);
      windows.set(session, { remaining, resetsAt, prefetched: same ? known.prefetched : 0 });
      const [oldest] = windows.keys();
      if (windows.size > maxSessions && oldest !== undefined) windows.delete(oldest);
    },
    takePrefetch(session) {
      const window = windows.get(session);
      if (window === undefined || window.resetsAt <= now()) return true;
      if (window.prefetched + 1 > (window.remaining + window.prefetched) / 2) return false;
      window.prefetched += 1;
      return true;
    },
    drop: (session) => void windows.delete(session),
  };
};
