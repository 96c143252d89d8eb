import type { FastifyRequest } from 'fastify';
import { purposeHeader } from '#contract/session.ts';

/**
 * Whether what is asked for is only fetched ahead, by the browser or by the page: nobody has opened it yet. Browsers
 * say so under several names; the page under the only one that a script may set.
 */
export const isPrefetch = ({ headers }: FastifyRequest): boolean =>
  [headers['sec-purpose'], headers[purposeHeader.toLowerCase()], headers['x-moz']]
    .flat()
    .some((purpose) => /\bprefetch\b/i.test(purpose ?? ''));
