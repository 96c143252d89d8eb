import { QueryClient } from '@tanstack/react-query';
import { HttpError, isRetryable } from './errors.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { rateLimit?: RateLimit };
  }
}

const retries = 3;

/** If the wait for a retry exceeds this, in milliseconds, the error is shown instead of a skeleton. */
const maxRetryDelayMs = 10_000;

/** Milliseconds until the service allows another request; 0 or less if it may be sent now. */
const requestedDelay = (error: Error): number =>
  error instanceof HttpError && error.retryAt !== null ? error.retryAt - Date.now() : 0;

/** Exponential back-off with jitter, in milliseconds, never before the service allows another request. */
const retryDelay = (attempt: number, error: Error): number =>
  Math.max(1000 * 2 ** attempt * (0.75 + Math.random() / 2), requestedDelay(error));

/** The rate limit that all queries of the page share. */
export const rateLimitOf = (client: QueryClient): RateLimit | undefined =>
  client.getDefaultOptions().queries?.meta?.rateLimit;

/**
 * Creates the cache of responses, in memory only. No other code retries, so that a failing service receives at most
 * four requests each time an appointment is opened.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        meta: { rateLimit: createRateLimit() },
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) =>
          failures < retries && isRetryable(error) && requestedDelay(error) <= maxRetryDelayMs,
        retryDelay,
        // Requests are sent even if the browser reports that it is offline, because that is often wrong.
        networkMode: 'always',
      },
    },
  });

/** An open tab fetches at most 20 KiB a minute: a large response, of `size` characters, is requested less often. */
export const refetchIntervalMs = (size = 0): number => 60_000 * Math.max(1, size / (20 * 1024));
