import type { FastifyInstance } from 'fastify';
import { HttpProblem } from '#server/http/http-problem.ts';
import { type ClinicRoute, clinicRoute, contextOf, queryClinic, toId } from '../lists/clinic-query.ts';
import { pagedRoute } from '../lists/pages.ts';
import { textParameter } from '../lists/parameters.ts';
import { requireScope } from '../oauth/authenticate.ts';
import { customerJson } from './customer-json.ts';
import { listCustomers } from './list-customers.ts';

const customerStatement = `(
  select json_build_object('data', ${customerJson})::text
  from demo.customers c where c.tenant_id = demo.current_tenant() and c.id = $1) as response`;

/** `GET /v1/customers` and `GET /v1/customers/{id}`. */
export const customerRoutes = (api: FastifyInstance): void => {
  pagedRoute(api, '/v1/customers', 'customers:read', (query) =>
    listCustomers(textParameter(query, 'search')),
  );

  api.get<ClinicRoute>(
    '/v1/customers/:id',
    { preValidation: requireScope('customers:read'), ...clinicRoute('customer') },
    async (request, reply) => {
      const { response } = await queryClinic<{ response: string | null }>(api.pool, contextOf(request), {
        text: customerStatement,
        values: [toId(request.params.id)],
      });
      if (response === null) throw new HttpProblem(404, 'not_found', 'No such customer.');
      return reply.type('application/json; charset=utf-8').send(response);
    },
  );
};
