/** How many requests the service still grants, as its answers tell; shared by all queries of the page. */

/** What is left for a person: refreshes that nobody asked for stop before it is used. */
const reserved = 10;

let remaining: number | null = null;
let resetsAt = 0;

const wholeNumber = (value: string | null): number | null =>
  value !== null && /^\d+$/.test(value) ? Number(value) : null;

/** Takes note of `X-RateLimit-Remaining` and `X-RateLimit-Reset` (Unix seconds). */
export const noteRateLimit = (headers: Headers): void => {
  const left = wholeNumber(headers.get('X-RateLimit-Remaining'));
  const reset = wholeNumber(headers.get('X-RateLimit-Reset'));
  if (left === null) return;
  remaining = left;
  resetsAt = (reset ?? 0) * 1000;
};

/** Milliseconds until a request that nobody asked for may be made; 0 where it may be now. */
export const backgroundPause = (now: number): number =>
  remaining === null || remaining > reserved ? 0 : Math.max(0, resetsAt - now);
