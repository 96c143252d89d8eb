import { createHmac, hkdfSync, randomUUID } from 'node:crypto';
import type { ReportedAction } from '#contract/privacy.ts';
import type { Session } from '../auth/sessions.ts';
import type { AccessLogStore, Entry } from './store.ts';

/** What was done, by whom, to what. */
export interface Access {
  session: Session;
  clinic: string;
  appointment: string;
  requestId: string;
}

/** Every call resolves when the entry is stored: what it is about must not be answered before. */
export interface AccessLog {
  /** An appointment is being answered: an opening, unless the session has looked at it within the idle minutes. */
  opened(access: Access): Promise<void>;
  /** An appointment is being answered to a page that fetches it ahead: it reports the opening when it shows it. */
  prefetched(access: Access): Promise<void>;
  revealed(access: Access): Promise<void>;
  reported(access: Access, action: Exclude<ReportedAction, 'opened'>): Promise<void>;
  sweep(): Promise<void>;
}

interface Options {
  store: AccessLogStore;
  /** The digests are keyed with it. */
  secret: string;
  /** The one token for everything, where there is one. */
  token: string | null;
  clock: () => number;
  idleMinutes: number;
}

const longestSubject = 200;

/** A subject is a text from outside; in a log it must be one word of one line. */
const clean = (subject: string): string =>
  subject.slice(0, longestSubject).replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');

export const createAccessLog = ({ store, secret, token, clock, idleMinutes }: Options): AccessLog => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'appointment-viewer access log v1', 32));
  const keyed = (text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);

  const sessionKeyOf = ({ id }: Session): string =>
    token === null ? `session:${keyed(id)}` : `token:${keyed(token)}`;
  const whoOf = (session: Session): string => {
    const { user } = session.tokens;
    return user === null ? sessionKeyOf(session) : `user:${clean(user.id)}`;
  };
  const entryOf = ({ session, clinic, appointment, requestId }: Access, action: Entry['action']): Entry => ({
    at: new Date(clock()),
    who: whoOf(session),
    clinic,
    appointment,
    action,
    requestId,
  });
  const seenAfter = () => new Date(clock() - idleMinutes * 60_000);

  return {
    opened: (access) =>
      store.addOpening(entryOf(access, 'opened'), {
        sessionKey: sessionKeyOf(access.session),
        opening: randomUUID(),
        seenAfter: seenAfter(),
      }),
    prefetched: (access) => store.add(entryOf(access, 'prefetched')),
    revealed: (access) => store.add(entryOf(access, 'revealed')),
    reported: (access, action) => store.add(entryOf(access, action)),
    sweep: () => store.sweepOpenings(seenAfter()),
  };
};
