import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ReportedAction } from '#contract/privacy.ts';
import type { Session } from '../auth/sessions.ts';

type Action = 'opened' | 'prefetched' | 'revealed' | 'printed' | 'copied';

/** The session and the appointment of an entry. */
export interface Access {
  session: Session;
  clinic: string;
  appointment: string;
  requestId: string;
}

/** Every call resolves when the entry is stored; only then may the response be sent. */
export interface AccessLog {
  /** Logs a view of an appointment, unless the session has viewed it within the idle minutes. */
  opened(access: Access): Promise<void>;
  /** Logs a prefetch of an appointment. The page reports the view when it shows the appointment. */
  prefetched(access: Access): Promise<void>;
  revealed(access: Access): Promise<void>;
  reported(access: Access, action: Exclude<ReportedAction, 'opened'>): Promise<void>;
  /** Deletes expired recent views. Entries are never deleted. */
  sweep(): Promise<void>;
}

interface Options {
  pool: Pool;
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
  insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id)
  values ($1, $2, $3, $4, $5)`;

/** A single statement, so that only one of several concurrent views writes the entry. */
const insertOpened = `
  with viewed as (
    insert into gateway.recent_views as recent (session_key, tenant_id, appointment_id, view_id)
    values ($1, $2, $3, $4::uuid)
    on conflict (session_key, tenant_id, appointment_id) do update set
      last_viewed_at = greatest(recent.last_viewed_at, excluded.last_viewed_at),
      view_id = case when recent.last_viewed_at <= now() - make_interval(mins => $5)
        then excluded.view_id else recent.view_id end
    returning view_id
  )
  insert into gateway.access_log (actor, tenant_id, appointment_id, action, request_id)
  select $6, $2, $3, 'opened', $7 from viewed where view_id = $4::uuid`;

/** Creates the access log on the tables `gateway.access_log` and `gateway.recent_views`. */
export const createAccessLog = ({ pool, secret, token, idleMinutes }: Options): AccessLog => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'appointment-viewer access log v1', 32));
  const keyed = (text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);

  const sessionKeyOf = ({ id }: Session): string =>
    token === null ? `session:${keyed(id)}` : `token:${keyed(token)}`;
  const actorOf = (session: Session): string => {
    const { user } = session.tokens;
    return user === null ? sessionKeyOf(session) : `user:${clean(user.id)}`;
  };
  const add = async ({ session, clinic, appointment, requestId }: Access, action: Action): Promise<void> => {
    await pool.query(insertEntry, [actorOf(session), clinic, appointment, action, requestId]);
  };

  return {
    async opened({ session, clinic, appointment, requestId }) {
      await pool.query(insertOpened, [
        sessionKeyOf(session),
        clinic,
        appointment,
        randomUUID(),
        idleMinutes,
        actorOf(session),
        requestId,
      ]);
    },
    prefetched: (access) => add(access, 'prefetched'),
    revealed: (access) => add(access, 'revealed'),
    reported: (access, action) => add(access, action),
    async sweep() {
      await pool.query(
        'delete from gateway.recent_views where last_viewed_at <= now() - make_interval(mins => $1)',
        [idleMinutes],
      );
    },
  };
};
