import { hash } from 'node:crypto';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import type { Pool } from 'pg';

/** An opaque token, code or cookie is the id of its record, so the table stores only a hash of it. */
const hashId = (id: string): Uint8Array => hash('sha256', id, 'buffer');

interface StoredRow {
  payload: AdapterPayload;
  /** Unix time in seconds. */
  consumed: number | null;
}

const fields = `payload, floor(extract(epoch from consumed_at))::int8 as consumed`;

/** The stored payload with the id, which the table does not contain. */
const restore = (row: StoredRow | undefined, id?: string): AdapterPayload | undefined => {
  if (row === undefined) return undefined;
  const { payload, consumed } = row;
  return { ...payload, ...(id !== undefined && { jti: id }), ...(consumed !== null && { consumed }) };
};

/**
 * Stores oidc-provider's records of one model in the database. A session keeps its id in the payload, since it is also
 * found by its uid: it is useless without the cookie's signature, whose key is not in the database.
 */
export const createAdapter = (pool: Pool, model: string): Adapter => ({
  async upsert(id, payload, expiresIn) {
    const { jti, consumed: _consumed, ...rest } = payload;
    await pool.query(
      `insert into demo.oauth_records (model, id_hash, grant_id, uid_hash, payload, expires_at)
       values ($1, $2, $3, $4, $5::jsonb, now() + $6 * interval '1 second')
       on conflict (model, id_hash) do update set
         grant_id = excluded.grant_id, uid_hash = excluded.uid_hash,
         payload = excluded.payload, expires_at = excluded.expires_at`,
      [
        model,
        hashId(id),
        payload.grantId ?? null,
        payload.uid === undefined ? null : hashId(payload.uid),
        JSON.stringify(model === 'Session' ? { ...rest, jti } : rest),
        expiresIn ?? null,
      ],
    );
  },

  async find(id) {
    const { rows } = await pool.query<StoredRow>(
      `select ${fields} from demo.oauth_records where model = $1 and id_hash = $2`,
      [model, hashId(id)],
    );
    return restore(rows[0], id);
  },

  async findByUid(uid) {
    const { rows } = await pool.query<StoredRow>(
      `select ${fields} from demo.oauth_records where model = $1 and uid_hash = $2`,
      [model, hashId(uid)],
    );
    return restore(rows[0]);
  },

  /** The device flow is not supported. */
  findByUserCode: () => Promise.resolve(undefined),

  /** Only one of several concurrent uses of a code or a refresh token succeeds. */
  async consume(id) {
    const { rowCount } = await pool.query(
      `update demo.oauth_records set consumed_at = now()
       where model = $1 and id_hash = $2 and consumed_at is null`,
      [model, hashId(id)],
    );
    if (rowCount === 0) throw new errors.InvalidGrant('already used');
  },

  async destroy(id) {
    await pool.query('delete from demo.oauth_records where model = $1 and id_hash = $2', [model, hashId(id)]);
  },

  async revokeByGrantId(grantId) {
    await pool.query('delete from demo.oauth_records where model = $1 and grant_id = $2', [model, grantId]);
  },
});

/** Deletes expired records. Consumed refresh tokens remain until they expire, so that their reuse is detected. */
export const deleteExpiredRecords = async (pool: Pool): Promise<void> => {
  await pool.query('delete from demo.oauth_records where expires_at < now()');
};
