import { createHmac, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { SearchKey } from '#contract/customers.ts';
import type { ReportedAction } from '#contract/privacy.ts';
import type { Queryable } from '#server/database/transaction.ts';
import { clientRequestId } from '#server/http/service.ts';
import { deriveKey } from '../auth/encryption.ts';
import type { Session } from '../auth/sessions.ts';

type Action = 'opened' | 'prefetched' | 'revealed' | 'printed' | 'copied' | 'denied' | 'not_found';
type SessionAction = 'signed_in' | 'signed_out' | 'expired';

/** The ids of a request; null for what the gateway does by itself. */
interface RequestIds {
  /** The gateway's own. */
  requestId: string;
  /** The one that the client sent. */
  clientRequestId: string | null;
}

/** The session and the appointment of an entry. */
export interface Access extends RequestIds {
  session: Pick<Session, 'id' | 'tokens'>;
  clinic: string;
  appointment: string;
}

/** The ids of a request, for its entries. */
export const requestIdsOf = (request: Pick<FastifyRequest, 'id' | 'headers'>): RequestIds => ({
  requestId: request.id,
  clientRequestId: clientRequestId(request),
});

/** The session and the clinic of an entry about several records, or none. */
type ClinicAccess = Omit<Access, 'appointment'>;

/** Every call resolves when the entry is stored; only then may the response be sent. */
export interface AccessLog {
  /** Logs a view of an appointment, unless the session has viewed it within the idle minutes. */
  opened(access: Access): Promise<void>;
  /** Logs a prefetch of an appointment. The page reports the view when it shows the appointment. */
  prefetched(access: Access): Promise<void>;
  revealed(access: Access): Promise<void>;
  reported(access: Access, action: Exclude<ReportedAction, 'opened'>): Promise<void>;
  /** Logs that the service refused to show an appointment (403), or has none with this number (404). */
  refused(access: Access, status: 403 | 404): Promise<void>;
  /** Logs the begin or the end of a session, in `tx` if there is one. `expired` without a request is the sweep's. */
  session(session: Access['session'], action: SessionAction, ids?: RequestIds, tx?: Queryable): Promise<void>;
  /** Logs each appointment that is shown in a list with its customer's name, unless the session has seen it so recently. */
  listed(access: ClinicAccess, appointments: readonly string[]): Promise<void>;
  /** Logs each record of a day sheet as printed. */
  printed(access: ClinicAccess, appointments: readonly string[]): Promise<void>;
  /** Logs a customer page, unless the session has viewed it within the idle minutes. */
  customerOpened(access: ClinicAccess, customer: string): Promise<void>;
  /** Logs a search without its text. */
  searched(access: ClinicAccess, key: SearchKey, results: number): Promise<void>;
  /** Deletes expired recent views and listings. Entries are never deleted. */
  sweep(): Promise<void>;
}

interface Options {
  pool: Queryable;
  /** The secret from which the key of the hashes is derived. */
  secret: string;
  /** The access token of token mode, if configured. */
  token: string | null;
  idleMinutes: number;
}

const maxSubjectLength = 200;

/** Replaces control characters and line breaks: the service supplies the subject, which must not add lines to a log. */
const clean = (subject: string): string =>
  subject.slice(0, maxSubjectLength).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');

const insertEntry = `
  insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id, client_request_id)
  values ($1, $2, $3, $4, $5, $6)`;

/**
 * A single statement, so that only one of several concurrent views writes the entry. A view of the last ten seconds is
 * not written again.
 */
const insertOpened = `
  with viewed as (
    insert into gateway.recent_views as recent (session_key, tenant_id, appointment_id, view_id)
    select $1, $2, $3, $4::uuid
    where not exists (
      select from gateway.recent_views
      where session_key = $1 and tenant_id = $2 and appointment_id = $3
        and last_viewed_at > now() - interval '10 seconds')
    on conflict (session_key, tenant_id, appointment_id) do update set
      last_viewed_at = greatest(recent.last_viewed_at, excluded.last_viewed_at),
      view_id = case when recent.last_viewed_at <= now() - make_interval(mins => $5)
        then excluded.view_id else recent.view_id end
    returning view_id
  )
  insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id, client_request_id)
  select $6, $2, $3, 'opened', $7, $8 from viewed where view_id = $4::uuid`;

/** Like `insertOpened`, for several records of one action. */
const insertListed = `
  with seen as (
    insert into gateway.recent_listings as recent (session_key, tenant_id, action, record_id, listing_id)
    select $1, $2, $3, record_id, $5::uuid from unnest($4::text[]) record_id
    on conflict (session_key, tenant_id, action, record_id) do update set
      last_listed_at = greatest(recent.last_listed_at, excluded.last_listed_at),
      listing_id = case when recent.last_listed_at <= now() - make_interval(mins => $6)
        then excluded.listing_id else recent.listing_id end
    returning record_id, listing_id
  )
  insert into gateway.access_log
    (actor, tenant_id, appointment_id, customer_id, action, request_id, client_request_id)
  select $7, $2, case when $3 = 'listed' then record_id end, case when $3 = 'customer_opened' then record_id end, $3, $8, $9
  from seen where listing_id = $5::uuid`;

const insertPrinted = `
  insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id, client_request_id)
  select $1, $2, appointment_id, 'printed', $4, $5 from unnest($3::text[]) appointment_id`;

const insertSearched = `
  insert into gateway.access_log
    (actor, tenant_id, action, search_key, result_count, request_id, client_request_id)
  values ($1, $2, 'searched', $3, $4, $5, $6)`;

/** Creates the access log on the tables `gateway.access_log`, `gateway.recent_views` and `gateway.recent_listings`. */
export const createAccessLog = ({ pool, secret, token, idleMinutes }: Options): AccessLog => {
  const key = deriveKey(secret, 'access log v1');
  const keyed = (text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);

  const sessionKeyOf = ({ id }: Access['session']): string =>
    token === null ? `session:${keyed(id)}` : `token:${keyed(token)}`;
  const actorOf = (session: Access['session']): string => {
    const { user } = session.tokens;
    return user === null ? `${sessionKeyOf(session)} (unnamed)` : `user:${clean(user.id)}`;
  };
  const add = async (access: Access, action: Action): Promise<void> => {
    const { session, clinic, appointment, requestId, clientRequestId: clientId } = access;
    await pool.query(insertEntry, [actorOf(session), clinic, appointment, action, requestId, clientId]);
  };

  const addSeen = async (
    { session, clinic, requestId, clientRequestId: clientId }: ClinicAccess,
    action: 'listed' | 'customer_opened',
    records: readonly string[],
  ): Promise<void> => {
    if (records.length === 0) return;
    // In one order, so that concurrent statements wait for each other instead of in a circle.
    const sorted = [...new Set(records)].toSorted();
    const entry = [actorOf(session), requestId, clientId];
    await pool.query(insertListed, [
      sessionKeyOf(session),
      clinic,
      action,
      sorted,
      randomUUID(),
      idleMinutes,
      ...entry,
    ]);
  };

  return {
    async opened({ session, clinic, appointment, requestId, clientRequestId: clientId }) {
      const values = [
        sessionKeyOf(session),
        clinic,
        appointment,
        randomUUID(),
        idleMinutes,
        actorOf(session),
        requestId,
        clientId,
      ];
      await pool.query({ name: 'opened', text: insertOpened, values });
    },
    prefetched: (access) => add(access, 'prefetched'),
    revealed: (access) => add(access, 'revealed'),
    reported: (access, action) => add(access, action),
    refused: (access, status) => add(access, status === 403 ? 'denied' : 'not_found'),
    async session(session, action, ids = { requestId: 'sweep', clientRequestId: null }, tx = pool) {
      const { requestId, clientRequestId: clientId } = ids;
      await tx.query(insertEntry, [actorOf(session), null, null, action, requestId, clientId]);
    },
    listed: (access, appointments) => addSeen(access, 'listed', appointments),
    customerOpened: (access, customer) => addSeen(access, 'customer_opened', [customer]),
    async printed({ session, clinic, requestId, clientRequestId: clientId }, appointments) {
      await pool.query(insertPrinted, [actorOf(session), clinic, appointments, requestId, clientId]);
    },
    async searched({ session, clinic, requestId, clientRequestId: clientId }, searchKey, results) {
      const values = [actorOf(session), clinic, searchKey, results, requestId, clientId];
      await pool.query(insertSearched, values);
    },
    async sweep() {
      // oxlint-disable-next-line no-await-in-loop -- one connection after the other is enough
      for (const [table, column] of [
        ['recent_views', 'last_viewed_at'],
        ['recent_listings', 'last_listed_at'],
      ])
        await pool.query(
          `delete from gateway.${table} where ${column} <= now() - make_interval(mins => $1)`,
          [idleMinutes],
        );
    },
  };
};
