/** The number of requests reserved for the user; background requests stop before it is reached. */
const reservedRequests = 10;

const wholeNumber = (value: string | null): number | null =>
  value !== null && /^\d+$/.test(value) ? Number(value) : null;

/** The remaining requests according to the response headers of the service. The page has a single instance. */
export interface RateLimit {
  /** Reads `X-RateLimit-Remaining` and `X-RateLimit-Reset` (Unix seconds). */
  record: (headers: Headers) => void;
  /** Milliseconds until a background request may be made; 0 if it may be now. */
  backgroundDelayMs: () => number;
}

export const createRateLimit = (): RateLimit => {
  let remaining = Number.POSITIVE_INFINITY;
  let resetsAt = 0;
  return {
    record: (headers) => {
      const left = wholeNumber(headers.get('X-RateLimit-Remaining'));
      if (left === null) return;
      remaining = left;
      // The clocks of server and device may differ.
      const skew = Date.now() - (Date.parse(headers.get('Date') ?? '') || Date.now());
      resetsAt = (wholeNumber(headers.get('X-RateLimit-Reset')) ?? 0) * 1000 + skew;
    },
    backgroundDelayMs: () => (remaining > reservedRequests ? 0 : Math.max(0, resetsAt - Date.now())),
  };
};
