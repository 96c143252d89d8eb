import type { FastifyRequest } from 'fastify';
import { isIdentifier, tenantHeader } from '#contract/endpoints.ts';
import { HttpProblem } from '#server/http/http-problem.ts';

/** The appointment of an address. Throws a 400 where it is no number. */
export const readId = (id: string): string => {
  if (isIdentifier(id)) return id;
  throw new HttpProblem(400, 'bad_request', 'The appointment number must be a positive whole number.');
};

/** The clinic of a request. Throws a 422 where the header is missing or no number. */
export const readTenant = ({ headers }: FastifyRequest): string => {
  const header = headers[tenantHeader.toLowerCase()];
  if (typeof header === 'string' && isIdentifier(header)) return header;
  throw new HttpProblem(422, 'validation_error', `The ${tenantHeader} header must be a clinic's number.`);
};
