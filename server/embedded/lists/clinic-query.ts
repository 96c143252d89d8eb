import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Pool, QueryResultRow } from 'pg';
import { tenantHeader } from '#contract/endpoints.ts';
import { type TenantContext, withTenant } from '#server/database/with-tenant.ts';
import { HttpProblem } from '#server/http/http-problem.ts';
import { getCaller } from '../oauth/authenticate.ts';

export interface Statement {
  text: string;
  values: unknown[];
}

/** With PGlite a named statement is planned once: planning a large one takes longer than running it. */
const nameOf = (text: string): string => hash('sha1', text);

/** Accepts any number of digits. The largest safe integer, which is not used as an id, replaces larger ids. */
export const toId = (digits: string): number => Math.min(Number(digits), Number.MAX_SAFE_INTEGER);

const identifier = { type: 'string', pattern: '^[1-9][0-9]*$' } as const;

/** The options of a route of one clinic whose path may have an `id`: 422 if it or `X-Tenant` is not a number. */
export const clinicRoute = (noun: string) => ({
  schema: {
    params: { type: 'object', properties: { id: identifier } },
    headers: { type: 'object', required: ['x-tenant'], properties: { 'x-tenant': identifier } },
  } as const,
  schemaErrorFormatter: (_errors: unknown, part: string) =>
    new HttpProblem(
      422,
      'validation_error',
      part === 'headers'
        ? `The ${tenantHeader} header must be a tenant's number.`
        : `The ${noun} identifier must be an integer.`,
    ),
});

/** The types of a route with `clinicRoute`. */
export interface ClinicRoute {
  Params: { id: string };
  Headers: { 'x-tenant': string };
  Querystring: Record<string, string | string[] | undefined>;
}

export const contextOf = (request: FastifyRequest<ClinicRoute>): TenantContext => ({
  userId: getCaller(request).userId,
  tenantId: toId(request.headers['x-tenant']),
});

export const notAMember = (): HttpProblem =>
  new HttpProblem(403, 'forbidden', 'The signed-in user does not belong to this tenant.');

/**
 * The only row of `select …` in a clinic; `text` is the list of columns and what follows. Throws a 403 if the user does
 * not belong to the clinic.
 */
export const queryClinic = async <Row extends QueryResultRow>(
  pool: Pool,
  context: TenantContext,
  { text, values }: Statement,
  { isPlannedOnce = false } = {},
): Promise<Row> => {
  const complete = `select demo.current_tenant() is not null as member, ${text}`;
  const query = { text: complete, values, ...(isPlannedOnce && { name: nameOf(complete) }) };
  const { rows } = await withTenant(pool, context, (tx) => tx.query<Row & { member: boolean }>(query));
  const [row] = rows;
  if (row?.member !== true) throw notAMember();
  return row;
};
