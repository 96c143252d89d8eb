import { generateKeyPair, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'oidc-provider';
import type { Database } from '#server/db/client.ts';

const generate = promisify(generateKeyPair);

const makeKey = async (): Promise<JWK> => {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  const { kty, n, e, d, p, q, dp, dq, qi } = privateKey.export({ format: 'jwk' });
  return { kty, n, e, d, p, q, dp, dq, qi, kid: randomUUID(), use: 'sig', alg: 'RS256' };
};

const read = async (db: Pick<Database, 'query'>): Promise<JWK[]> =>
  (await db.query<{ jwk: JWK }>('select jwk from flextell.signing_keys order by created_at', [])).map(
    ({ jwk }) => jwk,
  );

/** The keys that sign id_tokens, made once and kept: of processes that start together all use the same. */
export const signingKeys = async (db: Database): Promise<JWK[]> => {
  const there = await read(db);
  if (there.length > 0) return there;
  const made = await makeKey();
  return db.transaction(async (tx) => {
    await tx.query('lock table flextell.signing_keys in exclusive mode', []);
    const meanwhile = await read(tx);
    if (meanwhile.length > 0) return meanwhile;
    await tx.query('insert into flextell.signing_keys (kid, jwk) values ($1, $2::jsonb)', [
      made.kid ?? '',
      JSON.stringify(made),
    ]);
    return [made];
  });
};
