import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';

const blocked = (): HttpProblem => new HttpProblem(403, 'forbidden', 'Cross-site request blocked.');

/**
 * A hook for routes that change something: the request must come from a page of this origin, by `Sec-Fetch-Site`, or
 * by `Origin` in browsers too old for it. A request with neither is refused.
 */
export const requireSameOrigin =
  (publicUrl: string): onRequestAsyncHookHandler =>
  async ({ headers }) => {
    const site = headers['sec-fetch-site'];
    if (site === undefined ? headers.origin !== publicUrl : site !== 'same-origin') throw blocked();
  };

/**
 * An onRequest hook that refuses reads of the API and the session by pages of other origins, other ports of the same
 * host included. The route decides, since a URL has several spellings: "/%61pi".
 */
export const blockCrossSiteReads = async ({ headers, routeOptions }: FastifyRequest): Promise<void> => {
  if (!/^\/(api|auth\/session)\b/.test(routeOptions.url ?? '')) return;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw blocked();
};
