import { customerJson } from '../customers/customer-json.ts';
import { roomJson } from '../rooms/routes.ts';

/**
 * An appointment of the contract, for a row `a` of demo.appointments; keys in the documented order. Every inner select is
 * an index lookup by (tenant, key), so the cost depends on the size of one appointment. Numbers of the contract are
 * numbers; a price is text, since money is never a float.
 */
export const appointmentJson = `json_build_object(
  'id', a.id,
  'customer_id', a.customer_id,
  'room_id', a.room_id,
  'parent_appointment_id', a.parent_appointment_id,
  'code', a.code,
  'relation_type', a.relation_type,
  'description', a.description,
  'scheduled_at', demo.iso_timestamp(a.scheduled_at),
  'status', a.status,
  'cancellation_reason', a.cancellation_reason,
  'creation_type', a.creation_type,
  'assistants', coalesce((
    select json_agg(json_build_object('id', u.id, 'name', u.name) order by aa.position)
    from demo.appointment_assistants aa
    join demo.users u on u.id = aa.user_id
    where aa.tenant_id = a.tenant_id and aa.appointment_id = a.id
  ), '[]'),
  'created_at', demo.iso_timestamp(a.created_at),
  'updated_at', demo.iso_timestamp(a.updated_at),
  'deleted_at', demo.iso_timestamp(a.deleted_at),
  'customer', (
    select ${customerJson}
    from demo.customers c
    where c.tenant_id = a.tenant_id and c.id = a.customer_id
  ),
  'doctor', (
    select json_build_object('id', u.id, 'name', u.name) from demo.users u where u.id = a.doctor_id
  ),
  'room', (
    select ${roomJson}
    from demo.rooms r
    where r.tenant_id = a.tenant_id and r.id = a.room_id
  ),
  'parent_appointment', (
    select json_build_object(
      'id', p.id,
      'code', p.code,
      'scheduled_at', demo.iso_timestamp(p.scheduled_at),
      'status', p.status,
      'relation_type', p.relation_type
    )
    from demo.appointments p
    where p.tenant_id = a.tenant_id and p.id = a.parent_appointment_id
  ),
  'child_appointments', coalesce((
    select json_agg(json_build_object(
      'id', n.id,
      'code', n.code,
      'scheduled_at', demo.iso_timestamp(n.scheduled_at),
      'status', n.status,
      'relation_type', n.relation_type
    ) order by n.scheduled_at, n.id)
    from demo.appointments n
    where n.tenant_id = a.tenant_id and n.parent_appointment_id = a.id and n.deleted_at is null
  ), '[]'),
  'treatments', coalesce((
    select json_agg(json_build_object(
      'id', t.id,
      'group_id', t.group_id,
      'name', t.name,
      'keywords', t.keywords,
      'price', t.price::text,
      'tax_rate', trim_scale(t.tax_rate),
      'description', t.description,
      'session', t.session_count,
      'is_active', t.is_active,
      'extra_info', t.extra_info,
      'created_at', demo.iso_timestamp(t.created_at),
      'updated_at', demo.iso_timestamp(t.updated_at),
      'deleted_at', demo.iso_timestamp(t.deleted_at),
      'group', (
        select json_build_object('id', g.id, 'name', g.name, 'is_active', g.is_active)
        from demo.treatment_groups g
        where g.tenant_id = t.tenant_id and g.id = t.group_id
      ),
      'users', coalesce((
        select json_agg(json_build_object('id', u.id, 'name', u.name) order by tu.position)
        from demo.treatment_users tu
        join demo.users u on u.id = tu.user_id
        where tu.tenant_id = t.tenant_id and tu.treatment_id = t.id
      ), '[]'),
      'sessions', coalesce((
        select json_agg(json_build_object(
          'id', s.id,
          'session_order', s.session_order,
          'next_gap_days', s.next_gap_days,
          'offset_days', s.offset_days,
          'products', coalesce((
            select json_agg(json_build_object(
              'id', sp.id,
              'product_id', sp.product_id,
              'min_quantity', trim_scale(sp.min_quantity),
              'product', case when p.id is not null then json_build_object(
                'id', p.id,
                'name', p.name,
                'full_name', p.full_name,
                'brand', case when b.id is not null then json_build_object('id', b.id, 'name', b.name) end,
                'unit_code', case when uc.id is not null
                  then json_build_object('id', uc.id, 'name', uc.name, 'code', uc.code) end
              ) end
            ) order by sp.id)
            from demo.session_products sp
            left join demo.products p on p.tenant_id = sp.tenant_id and p.id = sp.product_id
            left join demo.brands b on b.tenant_id = p.tenant_id and b.id = p.brand_id
            left join demo.unit_codes uc on uc.id = p.unit_code_id
            where sp.tenant_id = s.tenant_id and sp.session_id = s.id
          ), '[]')
        ) order by s.session_order, s.id)
        from demo.treatment_sessions s
        where s.tenant_id = t.tenant_id and s.treatment_id = t.id
      ), '[]')
    ) order by apt.position)
    from demo.appointment_treatments apt
    join demo.treatments t on t.tenant_id = apt.tenant_id and t.id = apt.treatment_id
    where apt.tenant_id = a.tenant_id and apt.appointment_id = a.id
  ), '[]')
)`;
