import { QueryClient } from '@tanstack/react-query';
import { HttpError, isRetryable } from './errors.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { rateLimit?: RateLimit };
  }
}

const retries = 3;

/** A longer wait than this, in milliseconds, is not spent on a skeleton: the error is shown. */
const maxRetryDelayMs = 10_000;

/** Milliseconds until the service allows another request; 0 if it did not say. */
const requestedDelay = (error: Error): number =>
  error instanceof HttpError && error.retryAt !== null ? error.retryAt - Date.now() : 0;

/** Exponential back-off with jitter, in milliseconds, never before the service allows another request. */
const retryDelay = (attempt: number, error: Error): number =>
  Math.max(1000 * 2 ** attempt * (0.75 + Math.random() / 2), requestedDelay(error));

/** The rate limit that all queries of the page share. */
export const rateLimitOf = (client: QueryClient): RateLimit | undefined =>
  client.getDefaultOptions().queries?.meta?.rateLimit;

/**
 * The cache of what the service answered: in memory alone. This is the only place that retries, so that a
 * failing service gets four requests for one opening and no more.
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
        // A request is made even when the browser thinks it is offline: it is often wrong, and an error can be shown.
        networkMode: 'always',
      },
    },
  });
