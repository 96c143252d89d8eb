import type { Queryable } from '#server/db/client.ts';

/** The documented password of every demonstration account. */
export const demonstrationPassword = 'appointments';

export interface DemonstrationAccount {
  username: string;
  /** Names of the clinics the user belongs to. */
  clinics: string[];
}

/** The demonstration accounts, those with access to most clinics first. */
export const listAccounts = (db: Queryable): Promise<DemonstrationAccount[]> =>
  db.query<DemonstrationAccount>(
    `select username, coalesce(jsonb_agg(t.name order by t.id) filter (where t.id is not null), '[]') as clinics
     from flextell.accounts a
     left join flextell.memberships m using (user_id)
     left join flextell.tenants t on t.id = m.tenant_id
     group by a.user_id, username
     order by count(t.id) desc, a.user_id`,
    [],
  );
