import type { Pool } from 'pg';
import type { TenantContext } from '#server/database/with-tenant.ts';
import { queryClinic, type Statement } from '../lists/clinic-query.ts';
import { type TimeParameter, timeSql } from '../lists/parameters.ts';

const zone = `coalesce(t.timezone, 'UTC')`;

/** An item of an appointment `a` that starts at `start`, with the clinic `t`. */
const itemJson = (start: string, isOldSlot: boolean): string => `json_build_object(
  'kind', 'appointment',
  'reason', null,
  'start_at', demo.iso_timestamp(${start}),
  'end_at', demo.iso_timestamp(${start} + a.duration_minutes * interval '1 minute'),
  'doctor_name', (select u.name from demo.users u where u.id = a.doctor_id),
  'treatment_name', (
    select r.name from demo.appointment_treatments apt
    join demo.treatments r on r.tenant_id = apt.tenant_id and r.id = apt.treatment_id
    where apt.tenant_id = a.tenant_id and apt.appointment_id = a.id
    order by apt.position limit 1
  ),
  'time_label', to_char(${start} at time zone ${zone}, 'HH24:MI'),
  'appointment_id', a.id,
  'show_details', true,
  'meta', json_build_object(
    'status', a.status,
    'status_label', initcap(replace(a.status, '_', ' ')),
    'is_old_slot', ${isOldSlot},
    'reschedule_confirmation_pending', a.proposed_scheduled_at is not null,
    'is_hard_reserved', a.proposed_scheduled_at is not null,
    'original_scheduled_at', demo.iso_timestamp(a.original_scheduled_at),
    'proposed_scheduled_at', demo.iso_timestamp(a.proposed_scheduled_at),
    'pending_expires_at', demo.iso_timestamp(a.pending_expires_at)
  )
)`;

const blockJson = `json_build_object(
  'kind', 'block',
  'reason', null,
  'start_at', demo.iso_timestamp(b.start_at),
  'end_at', demo.iso_timestamp(b.end_at),
  'doctor_name', (select u.name from demo.users u where u.id = b.user_id),
  'treatment_name', null,
  'time_label', to_char(b.start_at at time zone ${zone}, 'HH24:MI'),
  'appointment_id', null,
  'show_details', false,
  'meta', null
)`;

/** More appointments without a time than anyone keeps. */
const maxUnscheduled = 100;

/**
 * The statement for the items that start in a range: appointments at their time and at the time that they were moved
 * from, and blocks; also all appointments without a time. Exported for a test that reads its plan.
 */
export const calendarStatement = (from: TimeParameter, to: TimeParameter): Statement => {
  const [first, behind] = [timeSql(1, from), timeSql(2, to, true)];
  const text = `(
  select json_build_object('data', json_build_object(
    'from', $1::text,
    'to', $2::text,
    'timezone', t.timezone,
    'items', coalesce((
      select json_agg(item order by position, id) from (
        select a.listed_at as position, a.id, ${itemJson('a.scheduled_at', false)} as item
        from demo.appointments a
        where a.tenant_id = demo.current_tenant() and a.listed_at >= ${first} and a.listed_at < ${behind}
        union all
        select a.original_scheduled_at, a.id, ${itemJson('a.original_scheduled_at', true)}
        from demo.appointments a
        where a.tenant_id = demo.current_tenant() and a.original_scheduled_at >= ${first}
          and a.original_scheduled_at < ${behind}
        union all
        select b.start_at, b.id, ${blockJson}
        from demo.calendar_blocks b
        where b.tenant_id = demo.current_tenant() and b.start_at >= ${first} and b.start_at < ${behind}
        union all
        (select a.listed_at, a.id, ${itemJson('a.scheduled_at', false)}
        from demo.appointments a
        where a.tenant_id = demo.current_tenant() and a.listed_at = 'infinity'
        order by a.listed_at, a.id limit ${maxUnscheduled})
      ) items
    ), '[]')
  ))::text
  from demo.tenants t
  where t.id = demo.current_tenant()) as response`;
  return { text, values: [from.text, to.text] };
};

/** The JSON text of `GET /v1/appointments/calendar`. Throws a 403 for a user who does not belong to the clinic. */
export const getCalendar = async (
  pool: Pool,
  context: TenantContext,
  from: TimeParameter,
  to: TimeParameter,
): Promise<string> => {
  const { response } = await queryClinic<{ response: string }>(pool, context, calendarStatement(from, to), {
    isPlannedOnce: true,
  });
  return response;
};
