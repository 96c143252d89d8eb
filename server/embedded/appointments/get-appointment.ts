import type { Pool } from 'pg';
import { type TenantContext, withTenant } from '#server/database/with-tenant.ts';
import { appointmentJson } from './appointment-json.ts';

/**
 * The response of `GET /api/v1/appointments/{id}` as one statement. It runs under row-level security, which hides other
 * tenants; the tenant conditions let the indexes be used.
 *
 * @public bench/service measures the endpoint against it
 */
export const appointmentStatement = `
select
  demo.current_tenant() is not null as member,
  (select json_build_object('success', 'true', 'data', ${appointmentJson})::text
  from demo.appointments a
  where a.tenant_id = demo.current_tenant() and a.id = $1) as response`;

/**
 * Returns the JSON text of the response; null if the tenant has no such appointment; `'not-a-member'` if the user does
 * not belong to the tenant or the tenant does not exist. All ids must be positive safe integers.
 */
export const getAppointment = async (
  pool: Pool,
  context: TenantContext,
  id: number,
): Promise<{ json: string } | null | 'not-a-member'> => {
  // With PGlite a named statement is planned once: planning takes longer than running it.
  const query = { name: 'appointment', text: appointmentStatement, values: [id] };
  const { rows } = await withTenant(pool, context, (tx) =>
    tx.query<{ member: boolean; response: string | null }>(query),
  );
  const [row] = rows;
  if (row?.member !== true) return 'not-a-member';
  return row.response === null ? null : { json: row.response };
};
