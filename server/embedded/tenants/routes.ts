import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import type { Database } from '#server/db/client.ts';
import { type Caller, requireScope } from '../oauth/caller.ts';
import { sendTagged } from '../send-tagged.ts';
import { listTenants } from './list-tenants.ts';

/** `GET /api/v1/account/tenants`: the clinics of who calls. Without `X-Tenant`. */
export const tenantRoutes = (
  app: FastifyInstance,
  { db, callerOf }: { db: Database; callerOf: (request: FastifyRequest) => Caller },
): void => {
  app.get(endpoints.tenants, async (request, reply) => {
    const caller = callerOf(request);
    requireScope(caller, 'tenants:read');
    return sendTagged(request, reply, await listTenants(db, caller.user));
  });
};
