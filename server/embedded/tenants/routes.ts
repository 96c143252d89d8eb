import type { FastifyInstance } from 'fastify';
import { withTenant } from '#server/database/with-tenant.ts';
import { getCaller, requireScope } from '../oauth/authenticate.ts';

const statement = `
select json_build_object('data', coalesce(json_agg(
  json_build_object('id', t.id, 'name', t.name, 'logo_url', t.logo_url, 'timezone', t.timezone) order by t.id
), '[]'))::text as response
from demo.tenants t
where exists (
  select 1 from demo.memberships m where m.tenant_id = t.id and m.user_id = demo.current_user_id()
)`;

/** `GET /v1/account/tenants`: the tenants of the caller, by id. Without `X-Tenant`. */
export const tenantRoutes = (api: FastifyInstance): void => {
  api.get('/v1/account/tenants', { preValidation: requireScope('tenants:read') }, async (request, reply) => {
    const context = { userId: getCaller(request).userId, tenantId: null };
    const { rows } = await withTenant(api.pool, context, (tx) => tx.query<{ response: string }>(statement));
    return reply.type('application/json; charset=utf-8').send(rows[0]?.response);
  });
};
