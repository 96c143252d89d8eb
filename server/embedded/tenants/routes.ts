import type { FastifyInstance } from 'fastify';
import { getCaller, requireScope } from '../oauth/authenticate.ts';

const statement = `
select json_build_object('data', coalesce(json_agg(
  json_build_object('id', t.id, 'name', t.name, 'logo_url', t.logo_url, 'timezone', t.timezone) order by t.id
), '[]'))::text as response
from flextell.tenants t
where exists (
  select 1 from flextell.memberships m where m.tenant_id = t.id and m.user_id = flextell.current_user_id()
)`;

/** `GET /v1/account/tenants`: the tenants of the caller, by id. Without `X-Tenant`. */
export const tenantRoutes = (api: FastifyInstance): void => {
  api.get('/v1/account/tenants', { preValidation: requireScope('tenants:read') }, async (request, reply) => {
    const [row] = await api.database.scoped<{ response: string }>(
      { user: getCaller(request).userId, tenant: null },
      statement,
      [],
    );
    return reply.type('application/json; charset=utf-8').send(row?.response);
  });
};
