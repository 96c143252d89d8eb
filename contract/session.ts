import { readTenants, type Tenant } from './tenant.ts';

/** What the gateway tells the page about the sign-in: `GET /auth/session`. Never a token. */
export interface SessionResponse {
  signed_in: boolean;
  /** The person, where the authorization server named one. */
  user: { id: string; name: string | null } | null;
  /** The clinics the person belongs to; null where the service would not say (the link may still name one). */
  tenants: Tenant[] | null;
  settings: SessionSettings;
  /**
   * Seconds until the sign-in ends where nobody does anything; null where nobody is signed in, or it never ends. To
   * ask does not put it off: a request without `backgroundHeader` does, and `POST /auth/extend`.
   */
  idle_seconds_left: number | null;
}

/** The response of `POST /auth/extend`: fewer seconds than the idle limit if the session reaches its maximum first. */
export type ExtendResponse = Pick<SessionResponse, 'idle_seconds_left'>;

/** Why a sign-in failed: `problem` in the address of the sign-in page, beside `return_to`. */
export type SignInError =
  /** The user cancelled at the authorization server. */
  | 'denied'
  /** It took too long, or the link back is not from this application. */
  | 'expired'
  /** The browser sent no cookies at all. */
  | 'no_cookies'
  /** It was started in another browser, or its link was used before. */
  | 'unknown'
  /** The authorization server did not issue tokens. */
  | 'failed';

/** With the value `1` on requests that no person made: they do not keep a sign-in from ending. */
export const backgroundHeader = 'X-Background';

/** With the value `prefetch` on requests for what nobody has opened yet. */
export const purposeHeader = 'Purpose';

interface SessionSettings {
  /** IANA zone of the clinics, where one is configured and the tenant names none of its own. */
  time_zone: string | null;
  /** ISO 4217 code of prices; null shows plain decimals. */
  currency: string | null;
  /** Minutes without use after which the sign-in ends. */
  idle_minutes: number;
  /** The https origins that pictures of people may come from; none is asked where there is none. */
  avatar_origins: string[];
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const origins = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one: unknown): one is string => typeof one === 'string') : [];

/** The seconds left, of an answer of `GET /auth/session` or `POST /auth/extend`; null where it names none. Never throws. */
export const readIdleSeconds = (answer: unknown): number | null => {
  const { idle_seconds_left: seconds } = fields(answer);
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
};

/** Reads the gateway's own answer; what is not said counts as signed out, with the defaults. Never throws. */
export const readSession = (answer: unknown): SessionResponse => {
  const { signed_in, user, tenants, settings } = fields(answer);
  const { id, name } = fields(user);
  const { time_zone, currency, idle_minutes, avatar_origins } = fields(settings);
  const userId = text(id);
  return {
    signed_in: signed_in === true,
    user: userId === null ? null : { id: userId, name: text(name) },
    tenants: readTenants(tenants),
    settings: {
      time_zone: text(time_zone),
      currency: text(currency),
      idle_minutes: typeof idle_minutes === 'number' && idle_minutes > 0 ? idle_minutes : 15,
      avatar_origins: origins(avatar_origins),
    },
    idle_seconds_left: readIdleSeconds(answer),
  };
};
