import type { FastifyInstance } from 'fastify';
import type { Pool } from 'pg';
import type { TenantContext } from '#server/database/with-tenant.ts';
import { requireScope } from '../oauth/authenticate.ts';
import { type ClinicRoute, clinicRoute, contextOf, queryClinic, type Statement } from './clinic-query.ts';
import { numberParameter, pageSize } from './parameters.ts';

/** Rows are counted up to this number: counting all would take longer than reading a page. */
export const maxCount = 1000;

interface Page {
  page: number;
  perPage: number;
}

/** `rows` selects the rows in order; `json` is SQL for one of them, `alias`. */
export interface PagedList {
  rows: string;
  values: unknown[];
  alias: string;
  json: string;
}

/** The statement for one page. Exported for a test that reads its plan. */
export const pageStatement = (
  { rows, values, alias, json }: PagedList,
  { page, perPage }: Page,
): Statement => {
  const n = values.length;
  return {
    text: `
      coalesce((select json_agg(${json} order by number) from (
        select *, row_number() over () as number from (${rows} limit $${n + 1} offset $${n + 2}) page
      ) ${alias}), '[]')::text as data,
      (select count(*) from (${rows} limit $${n + 3}) counted) as count`,
    values: [...values, perPage, (page - 1) * perPage, maxCount + 1],
  };
};

const readPage = async (pool: Pool, context: TenantContext, list: PagedList, page: Page, path: string) => {
  const { data, count } = await queryClinic<{ data: string; count: number }>(
    pool,
    context,
    pageStatement(list, page),
  );
  const total = count > maxCount ? null : count;
  const lastPage = total === null ? null : Math.max(1, Math.ceil(total / page.perPage));
  // Without the other parameters: what was searched for is not repeated.
  const link = (number: number | null) =>
    number === null ? null : `${path}?page=${number}&per_page=${page.perPage}`;
  const links = {
    first: link(1),
    last: link(lastPage),
    prev: link(page.page > 1 ? page.page - 1 : null),
    next: link(page.page * page.perPage < count ? page.page + 1 : null),
  };
  const meta = { current_page: page.page, last_page: lastPage, per_page: page.perPage, total };
  return `{"data":${data},"links":${JSON.stringify(links)},"meta":${JSON.stringify(meta)}}`;
};

/** Adds `GET path`: a list of a clinic by `page` and `per_page`, with `links` and `meta`. */
export const pagedRoute = (
  api: FastifyInstance,
  path: string,
  scope: string,
  list: (query: ClinicRoute['Querystring']) => PagedList,
): void => {
  api.get<ClinicRoute>(
    path,
    { preValidation: requireScope(scope), ...clinicRoute('list') },
    async (request, reply) => {
      const { query } = request;
      // A page far behind would read everything before it.
      const page = { page: numberParameter(query, 'page', 100) ?? 1, perPage: pageSize(query) };
      const json = await readPage(api.pool, contextOf(request), list(query), page, `/api${path}`);
      return reply.type('application/json; charset=utf-8').send(json);
    },
  );
};
