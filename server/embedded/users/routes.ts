import type { FastifyInstance } from 'fastify';
import { pagedRoute } from '../lists/pages.ts';

const users = {
  rows: `
    select u.id, u.name from demo.memberships m join demo.users u on u.id = m.user_id
    where m.tenant_id = demo.current_tenant() order by u.id`,
  values: [],
  alias: 'u',
  json: `json_build_object('id', u.id, 'name', u.name)`,
};

/** `GET /v1/users`: the users of a clinic. */
export const userRoutes = (api: FastifyInstance): void =>
  pagedRoute(api, '/v1/users', 'appointments:read', () => users);
