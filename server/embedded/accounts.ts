import { createHash, timingSafeEqual } from 'node:crypto';
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

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The user's id as text; null for a wrong user name or password. */
export const verifyCredentials = async (
  db: Queryable,
  username: string,
  password: string,
): Promise<string | null> => {
  const [account] = await db.query<{ id: string }>(
    'select user_id::text as id from flextell.accounts where username = $1',
    [username],
  );
  const isCorrect = timingSafeEqual(sha256(password), sha256(demonstrationPassword));
  return account !== undefined && isCorrect ? account.id : null;
};
