import type { FastifyInstance, FastifyRequest } from 'fastify';
import { endpoints } from '#contract/endpoints.ts';
import type { Database } from '#server/db/client.ts';
import { type Caller, type Callers, missingScope } from '../oauth/caller.ts';
import { sendTagged } from '../send-tagged.ts';
import { listTenants } from './list-tenants.ts';

interface Options extends Pick<Callers, 'confirm'> {
  db: Database;
  callerOf: (request: FastifyRequest) => Caller;
}

/** `GET /api/v1/account/tenants`: the clinics of who calls. Without `X-Tenant`. */
export const tenantRoutes = (app: FastifyInstance, { db, callerOf, confirm }: Options): void => {
  app.get(endpoints.tenants, async (request, reply) => {
    const caller = await confirm(request, callerOf(request));
    const refusal = missingScope(caller, 'tenants:read');
    if (refusal !== null) throw refusal;
    return sendTagged(request, reply, await listTenants(db, caller.user));
  });
};
