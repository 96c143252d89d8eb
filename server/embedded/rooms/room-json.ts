/** A room of the contract, for a row `r` of demo.rooms; keys in the documented order. */
export const roomJson = `json_build_object(
  'id', r.id,
  'name', r.name,
  'status', r.status,
  'created_at', demo.iso_timestamp(r.created_at),
  'updated_at', demo.iso_timestamp(r.updated_at),
  'deleted_at', demo.iso_timestamp(r.deleted_at)
)`;
