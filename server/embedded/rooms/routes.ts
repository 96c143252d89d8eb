import type { FastifyInstance } from 'fastify';
import { pagedRoute } from '../lists/pages.ts';

/** A room of the contract, for a row `r` of demo.rooms; keys in the documented order. */
export const roomJson = `json_build_object(
  'id', r.id,
  'name', r.name,
  'status', r.status,
  'created_at', demo.iso_timestamp(r.created_at),
  'updated_at', demo.iso_timestamp(r.updated_at),
  'deleted_at', demo.iso_timestamp(r.deleted_at)
)`;

const rooms = {
  rows: 'select r.* from demo.rooms r where r.tenant_id = demo.current_tenant() order by r.id',
  values: [],
  alias: 'r',
  json: roomJson,
};

/** `GET /v1/rooms`: the rooms of a clinic. */
export const roomRoutes = (api: FastifyInstance): void =>
  pagedRoute(api, '/v1/rooms', 'appointments:read', () => rooms);
