import type { Queryable } from '#server/database/transaction.ts';
import { createEncryption, deriveKey } from './auth/encryption.ts';

/** Derives a secret for one purpose; those of different purposes are independent of each other. */
export const deriveSecret = (rootSecret: string, purpose: string): string =>
  Buffer.from(deriveKey(rootSecret, `${purpose} v1`)).toString('base64url');

interface Row {
  encrypted_secret: string;
}

const readRow = async (database: Queryable): Promise<string | null> => {
  const { rows } = await database.query<Row>('select encrypted_secret from gateway.root_secret');
  return rows[0]?.encrypted_secret ?? null;
};

/** The root secret of a database that a server has used; null if none of `secrets` decrypts it. Changes nothing. */
export const decryptRootSecret = async (
  database: Queryable,
  secrets: readonly string[],
): Promise<string | null> => {
  const decrypted = await createEncryption(secrets, 'root secret').decrypt(
    (await readRow(database)) ?? '',
    '',
  );
  return typeof decrypted === 'string' ? decrypted : null;
};

/**
 * The secret from which audit labels and client secrets are derived: the first session secret of this database, stored
 * encrypted, so that rotating session secrets does not change it. It is encrypted again when the first of `secrets`
 * changes. If none of `secrets` decrypts it, the first of them takes its place.
 */
export const readRootSecret = async (database: Queryable, secrets: readonly string[]): Promise<string> => {
  const [current = ''] = secrets;
  const encryption = createEncryption(secrets, 'root secret');
  await database.query(
    'insert into gateway.root_secret (encrypted_secret) values ($1) on conflict do nothing',
    [await encryption.encrypt(current, '')],
  );
  const stored = (await readRow(database)) ?? '';
  const decrypted = await encryption.decrypt(stored, '');
  const root = typeof decrypted === 'string' ? decrypted : current;
  if ((await createEncryption(current, 'root secret').decrypt(stored, '')) !== root)
    await database.query('update gateway.root_secret set encrypted_secret = $1 where encrypted_secret = $2', [
      await encryption.encrypt(root, ''),
      stored,
    ]);
  return root;
};
