import type { Database } from '#server/db/client.ts';
import { verifyPassword } from './password.ts';

/** The name of a user; null where there is no such user. */
export const findUser = async (
  db: Database,
  id: string,
): Promise<{ id: string; name: string | null } | null> => {
  if (!/^[1-9]\d{0,14}$/.test(id)) return null;
  const [row] = await db.query<{ name: string | null }>('select name from flextell.users where id = $1', [
    id,
  ]);
  return row === undefined ? null : { id, name: row.name };
};

/** The id of whom the user name and password belong to; null where they belong to nobody, in the same time. */
export const authenticate = async (
  db: Database,
  username: string,
  password: string,
): Promise<string | null> => {
  const [row] = await db.query<{ user_id: number; password_hash: string }>(
    'select user_id, password_hash from flextell.accounts where username = $1',
    [username],
  );
  const right = await verifyPassword(password, row?.password_hash ?? null);
  return row !== undefined && right ? String(row.user_id) : null;
};
