import type { Database } from '#server/db/client.ts';

/** All SQL of the access log. There is none that changes or removes an entry. */

export const actions = ['opened', 'prefetched', 'revealed', 'printed', 'copied'] as const;
type Action = (typeof actions)[number];

export interface Entry {
  at: Date;
  who: string;
  clinic: string;
  appointment: string;
  action: Action;
  requestId: string;
}

type StoredEntry = Omit<Entry, 'requestId'> & { id: number; request_id: string };

export interface AccessLogStore {
  add(entry: Entry): Promise<void>;
  /**
   * Adds the entry unless the session has seen this appointment since `seenAfter`, and notes in any case that it has
   * seen it now; one statement, so that of several at a time one adds. `opening` is a new UUID.
   */
  addOpening(entry: Entry, opening: { sessionKey: string; opening: string; seenAfter: Date }): Promise<void>;
  /** Forgets what was seen last before `seenAfter`. The log itself keeps everything. */
  sweepOpenings(seenAfter: Date): Promise<void>;
}

export const createAccessLogStore = (db: Database): AccessLogStore => ({
  async add({ at, who, clinic, appointment, action, requestId }) {
    await db.query(
      `insert into gateway.access_log (occurred_at, actor, tenant_id, appointment_id, action, request_id)
       values ($1, $2, $3, $4, $5, $6)`,
      [at, who, clinic, appointment, action, requestId],
    );
  },

  async addOpening({ at, who, clinic, appointment, action, requestId }, { sessionKey, opening, seenAfter }) {
    await db.query(
      `with seen as (
         insert into gateway.recent_views as known (session_key, tenant_id, appointment_id, last_viewed_at, view_id)
         values ($1, $2, $3, $4::timestamptz, $5::uuid)
         on conflict (session_key, tenant_id, appointment_id) do update set
           last_viewed_at = greatest(known.last_viewed_at, excluded.last_viewed_at),
           view_id = case when known.last_viewed_at <= $6 then excluded.view_id else known.view_id end
         returning view_id
       )
       insert into gateway.access_log (occurred_at, actor, tenant_id, appointment_id, action, request_id)
       select $4::timestamptz, $7, $2, $3, $8, $9 from seen where seen.view_id = $5::uuid`,
      [sessionKey, clinic, appointment, at, opening, seenAfter, who, action, requestId],
    );
  },

  async sweepOpenings(seenAfter) {
    await db.query('delete from gateway.recent_views where last_viewed_at <= $1', [seenAfter]);
  },
});

/** Reads the entries from `since` to before `until` in the order they were written, a page at a time. */
export async function* readEntries(
  db: Database,
  { since, until }: { since: Date; until: Date | null },
  pageSize = 1000,
): AsyncGenerator<Entry> {
  let last = 0;
  for (;;) {
    const page = await db.query<StoredEntry>(
      `select id, occurred_at as at, actor as who, tenant_id as clinic, appointment_id as appointment, action, request_id
         from gateway.access_log
        where id > $1 and occurred_at >= $2 and ($3::timestamptz is null or occurred_at < $3::timestamptz)
        order by id limit $4`,
      [last, since, until, pageSize],
    );
    for (const { id, request_id: requestId, ...entry } of page) {
      last = id;
      yield { ...entry, requestId };
    }
    if (page.length < pageSize) return;
  }
}
