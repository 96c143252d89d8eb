import type { FastifyRequest } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';

const refused = (): HttpProblem =>
  new HttpProblem(403, 'forbidden', 'This request did not come from the application itself.');

/**
 * A change is made from a page of this origin: by the browser's own word (`Sec-Fetch-Site`), or by `Origin` where the
 * browser is too old for that. A request that says neither is refused.
 */
export const demandSameOrigin = ({ headers }: FastifyRequest, publicUrl: string): void => {
  const site = headers['sec-fetch-site'];
  if (site === undefined ? headers.origin !== publicUrl : site !== 'same-origin') throw refused();
};

/** Reading is refused to pages of other origins that say so, ports of the same host included. */
export const refuseForeignPages = ({ headers }: FastifyRequest): void => {
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') throw refused();
};
