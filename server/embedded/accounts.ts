import { createHash, timingSafeEqual } from 'node:crypto';
import type { Pool } from 'pg';

/** The documented password of every demonstration account. */
export const demonstrationPassword = 'appointments';

export type Role = 'doctor' | 'manager' | 'assistant' | 'none';

export interface DemonstrationAccount {
  username: string;
  name: string;
  role: Role;
  /** Names of the clinics the user belongs to. */
  clinics: string[];
}

/** The demonstration data knows no roles: doctors have a title, and a manager belongs to several clinics. */
const roleOf = (name: string, clinics: readonly string[]): Role => {
  if (/^(Dr|د)\./.test(name)) return 'doctor';
  if (clinics.length > 1) return 'manager';
  return clinics.length === 1 ? 'assistant' : 'none';
};

/** Lists the demonstration accounts, those with the most clinics first. */
export const listAccounts = async (pool: Pool): Promise<DemonstrationAccount[]> => {
  const { rows } = await pool.query<{ username: string; name: string | null; clinics: string[] }>(
    `select username, u.name,
       coalesce(jsonb_agg(t.name order by t.id) filter (where t.id is not null), '[]') as clinics
     from demo.accounts a
     join demo.users u on u.id = a.user_id
     left join demo.memberships m using (user_id)
     left join demo.tenants t on t.id = m.tenant_id
     group by a.user_id, username, u.name
     order by count(t.id) desc, a.user_id`,
  );
  return rows.map(({ username, name, clinics }) => ({
    username,
    name: name ?? username,
    role: roleOf(name ?? '', clinics),
    clinics,
  }));
};

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Returns the user's id as text; null for a wrong user name or password. */
export const verifyCredentials = async (
  pool: Pool,
  username: string,
  password: string,
): Promise<string | null> => {
  const { rows } = await pool.query<{ id: string }>(
    'select user_id::text as id from demo.accounts where username = $1',
    [username],
  );
  const isCorrect = timingSafeEqual(sha256(password), sha256(demonstrationPassword));
  return isCorrect ? (rows[0]?.id ?? null) : null;
};
