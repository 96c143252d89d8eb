/** A customer of the contract, for a row `c` of demo.customers; keys in the documented order. */
export const customerJson = `json_build_object(
  'id', c.id,
  'first_name', c.first_name,
  'last_name', c.last_name,
  'phone_number', c.phone_number,
  'email', c.email,
  'date_of_birth', to_char(c.date_of_birth, 'YYYY-MM-DD"T00:00:00Z"'),
  'country_name', c.country_name,
  'identity_number', c.identity_number,
  'job', c.job,
  'address', c.address,
  'default_channel_id', c.default_channel_id,
  'avatar_url', c.avatar_url,
  'related_user', (
    select json_build_object('id', u.id, 'name', u.name) from demo.users u where u.id = c.related_user_id
  ),
  'created_at', demo.iso_timestamp(c.created_at),
  'updated_at', demo.iso_timestamp(c.updated_at),
  'deleted_at', demo.iso_timestamp(c.deleted_at),
  'tags', coalesce((
    select json_agg(json_build_object(
      'id', g.id,
      'tenant_id', g.tenant_id,
      'name', g.name,
      'color', g.color,
      'created_at', demo.iso_timestamp(g.created_at),
      'updated_at', demo.iso_timestamp(g.updated_at),
      'deleted_at', demo.iso_timestamp(g.deleted_at)
    ) order by ct.position)
    from demo.customer_tags ct
    join demo.tags g on g.tenant_id = ct.tenant_id and g.id = ct.tag_id
    where ct.tenant_id = c.tenant_id and ct.customer_id = c.id
  ), '[]')
)`;
