import { hash } from 'node:crypto';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { Database } from '#server/db/client.ts';
import type { Memory } from '#server/memory.ts';
import { oidcProvider } from './oidc-provider.ts';

/** An opaque token, code or cookie is the record's id, so the table keeps only its digest. */
export const recordDigest = (id: string): Uint8Array => hash('sha256', id, 'buffer');

/** The same, to remember something by. */
export const recordKey = (id: string): string => hash('sha256', id, 'base64');

interface StoredRow {
  payload: AdapterPayload;
  /** Unix time, seconds. */
  consumed: number | null;
}

const fields = `payload, floor(extract(epoch from consumed_at))::int8 as consumed`;

/** What the provider reads back: the record it stored, its id added again by who knows it. */
const restore = (row: StoredRow | undefined, id?: string): AdapterPayload | undefined => {
  if (row === undefined) return undefined;
  const { payload, consumed } = row;
  return { ...payload, ...(id !== undefined && { jti: id }), ...(consumed !== null && { consumed }) };
};

/**
 * Keeps oidc-provider's records of one kind in the database. A session keeps its id inside, since it is also found
 * by its uid: it serves nobody without the cookie's signature, whose key is not in the database.
 */
export const createRecordStore = (db: Database, model: string): Adapter => ({
  async upsert(id, payload, expiresIn) {
    const { jti, consumed: _consumed, ...rest } = payload;
    const kept = model === 'Session' ? { ...rest, jti } : rest;
    await db.query(
      `insert into flextell.oauth_records (model, id_hash, grant_id, uid_hash, payload, expires_at)
       values ($1, $2, $3, $4, $5::jsonb, now() + $6 * interval '1 second')
       on conflict (model, id_hash) do update set
         grant_id = excluded.grant_id, uid_hash = excluded.uid_hash,
         payload = excluded.payload, expires_at = excluded.expires_at`,
      [
        model,
        recordDigest(id),
        payload.grantId ?? null,
        payload.uid === undefined ? null : recordDigest(payload.uid),
        JSON.stringify(kept),
        expiresIn ?? null,
      ],
    );
  },

  async find(id) {
    const [row] = await db.query<StoredRow>(
      `select ${fields} from flextell.oauth_records where model = $1 and id_hash = $2`,
      [model, recordDigest(id)],
    );
    return restore(row, id);
  },

  async findByUid(uid) {
    const [row] = await db.query<StoredRow>(
      `select ${fields} from flextell.oauth_records where model = $1 and uid_hash = $2`,
      [model, recordDigest(uid)],
    );
    return restore(row);
  },

  /** The device flow is not offered. */
  findByUserCode: () => Promise.resolve(undefined),

  /** Of several who use a code or a refresh token at the same moment, one succeeds. */
  async consume(id) {
    const rows = await db.query(
      `update flextell.oauth_records set consumed_at = now()
       where model = $1 and id_hash = $2 and consumed_at is null returning 1 as done`,
      [model, recordDigest(id)],
    );
    if (rows.length === 0) throw new oidcProvider.errors.InvalidGrant('already used');
  },

  async destroy(id) {
    await db.query('delete from flextell.oauth_records where model = $1 and id_hash = $2', [
      model,
      recordDigest(id),
    ]);
  },

  async revokeByGrantId(grantId) {
    await db.query('delete from flextell.oauth_records where model = $1 and grant_id = $2', [model, grantId]);
  },
});

/** The same store, each change made through `known`, which remembers what was read of its records by their keys. */
export const tellChanges = (records: Adapter, { change }: Pick<Memory<unknown>, 'change'>): Adapter => ({
  ...records,
  upsert: (id, payload, expiresIn) => change(recordKey(id), () => records.upsert(id, payload, expiresIn)),
  consume: (id) => change(recordKey(id), () => records.consume(id)),
  destroy: (id) => change(recordKey(id), () => records.destroy(id)),
  revokeByGrantId: (grantId) => change(null, () => records.revokeByGrantId(grantId)),
});

/** Removes what has expired. Consumed refresh tokens stay until then: that is how a reuse is recognised. */
export const removeExpiredRecords = async (db: Database): Promise<void> => {
  await db.query('delete from flextell.oauth_records where expires_at < now()', []);
};
