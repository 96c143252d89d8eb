import type { FastifyRequest } from 'fastify';
import { backgroundHeader, purposeHeader } from '#contract/session.ts';

/**
 * Whether the browser or the page prefetches the response, so that the user has not opened it yet. Browsers use several
 * headers for this; the page uses the only one that a script may set.
 */
export const isPrefetch = ({ headers }: FastifyRequest): boolean =>
  [headers['sec-purpose'], headers[purposeHeader.toLowerCase()], headers['x-moz']]
    .flat()
    .some((purpose) => /\bprefetch\b/i.test(purpose ?? ''));

/** Prefetches and refreshes by the page itself; they do not extend the session. */
export const isBackground = (request: FastifyRequest): boolean =>
  request.headers[backgroundHeader.toLowerCase()] === '1' || isPrefetch(request);
