import type { Database } from '#server/db/client.ts';

const statement = `
select json_build_object('data', coalesce(json_agg(
  json_build_object('id', t.id, 'name', t.name, 'logo_url', t.logo_url, 'timezone', t.timezone) order by t.id
), '[]'))::text as answer
from flextell.tenants t
where exists (
  select 1 from flextell.memberships m where m.tenant_id = t.id and m.user_id = flextell.current_user_id()
)`;

/** The answer of `GET /api/v1/account/tenants` as JSON text: the clinics of one user, by id. */
export const listTenants = async (db: Database, user: number): Promise<string> => {
  const [row] = await db.scoped<{ answer: string }>({ user, tenant: null }, statement, []);
  if (row === undefined) throw new Error('an aggregate answers one row');
  return row.answer;
};
