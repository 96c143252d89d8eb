import type { FastifyInstance } from 'fastify';
import { pagedRoute } from '../lists/pages.ts';
import { roomJson } from './room-json.ts';

const rooms = {
  rows: 'select r.* from demo.rooms r where r.tenant_id = demo.current_tenant() order by r.id',
  values: [],
  alias: 'r',
  json: roomJson,
};

/** `GET /v1/rooms`: the rooms of a clinic. */
export const roomRoutes = (api: FastifyInstance): void =>
  pagedRoute(api, '/v1/rooms', 'appointments:read', () => rooms);
