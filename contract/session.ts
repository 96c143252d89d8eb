import type { Language } from './preferences.ts';
import { fieldsOf } from './readers.ts';
import { readTenants, type Tenant } from './tenant.ts';

/** The response of `GET /auth/session`; never contains a token. */
export interface SessionResponse {
  signed_in: boolean;
  /** Null if the authorization server did not identify the user. */
  user: { id: string; name: string | null } | null;
  /** The user's clinics; null if the service did not list them. */
  tenants: Tenant[] | null;
  settings: SessionSettings;
  /**
   * Seconds until the session expires without activity; null if signed out or without expiry. This request is no
   * activity; requests without `backgroundHeader` and `POST /auth/extend` are.
   */
  idle_seconds_left: number | null;
  /**
   * Identifies the session to the page, which binds its stored data to it; the session cookie cannot be derived from
   * it. Null if signed out.
   */
  session_key: string | null;
}

/**
 * The cookie that the page sets when the user signs out, whether or not the gateway can be reached. A request that
 * carries it ends the session. `https`: whether browsers reach the gateway over https.
 */
export const signingOutCookie = (https: boolean): string => `${cookiePrefix(https)}signing-out`;

/** The prefix of the gateway's cookies. With `__Host-` sibling domains cannot set them. */
export const cookiePrefix = (https: boolean): string => (https ? '__Host-viewer-' : 'viewer-');

/** The response of `POST /auth/extend`: fewer seconds than the idle limit if the session reaches its maximum first. */
export type ExtendResponse = Pick<SessionResponse, 'idle_seconds_left'>;

/** Why a sign-in failed: `problem` in the address of the sign-in page, beside `return_to`. */
export type SignInError =
  /** The user cancelled at the authorization server. */
  | 'denied'
  /** It took too long, or the link back is not from this application. */
  | 'expired'
  /** The browser blocks cookies. */
  | 'no_cookies'
  /** It was started in another browser, or its link was used before. */
  | 'unknown'
  /** The authorization server did not issue tokens. */
  | 'failed'
  /** Too many sign-ins were started from this network. */
  | 'busy';

/** `1` on requests that the user did not cause; they do not count as activity. */
export const backgroundHeader = 'X-Background';

/** `prefetch` on requests for appointments that are not opened yet. */
export const purposeHeader = 'Purpose';

interface SessionSettings {
  /** IANA; used for clinics without a zone of their own. */
  time_zone: string | null;
  /** ISO 4217 code of prices; null shows plain decimals. */
  currency: string | null;
  /** ISO 3166 code of the country of national phone numbers; null dials them as written. */
  phone_country: string | null;
  /** Minutes of inactivity after which the session expires. */
  idle_minutes: number;
  /** The https origins that avatars may be loaded from. */
  avatar_origins: string[];
  /** Whether the page may link to WhatsApp with a customer's phone number. */
  whatsapp_links: boolean;
  /** The URL of an appointment in Flextell, with `{id}` and perhaps `{tenant}`; null for no link. */
  app_url: string | null;
  /** Appointments worth opening first; empty except on demonstration data. */
  samples: SampleAppointment[];
}

/** An appointment of the demonstration data, described in each language. */
export interface SampleAppointment {
  tenant: string;
  id: string;
  label: Record<Language, string>;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const origins = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((origin: unknown): origin is string => typeof origin === 'string') : [];

/** Made by the gateway itself; the page shows them only on demonstration data. */
const isSample = (value: unknown): value is SampleAppointment => {
  const { tenant, id, label } = fieldsOf(value) ?? {};
  return text(tenant) !== null && text(id) !== null && fieldsOf(label) !== null;
};

/** Reads `idle_seconds_left` of `GET /auth/session` or `POST /auth/extend`; null if it is missing. Never throws. */
export const readIdleSeconds = (response: unknown): number | null => {
  const { idle_seconds_left: seconds } = fieldsOf(response) ?? {};
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
};

/** Reads the response of `GET /auth/session`; missing fields mean signed out and default settings. Never throws. */
export const readSession = (response: unknown): SessionResponse => {
  const { signed_in, user, tenants, settings, session_key } = fieldsOf(response) ?? {};
  const { id, name } = fieldsOf(user) ?? {};
  const {
    time_zone,
    currency,
    phone_country,
    idle_minutes,
    avatar_origins,
    whatsapp_links,
    app_url,
    samples,
  } = fieldsOf(settings) ?? {};
  const userId = text(id);
  return {
    signed_in: signed_in === true,
    user: userId === null ? null : { id: userId, name: text(name) },
    tenants: readTenants(tenants),
    settings: {
      time_zone: text(time_zone),
      currency: text(currency),
      phone_country: text(phone_country),
      idle_minutes: typeof idle_minutes === 'number' && idle_minutes > 0 ? idle_minutes : 15,
      avatar_origins: origins(avatar_origins),
      whatsapp_links: whatsapp_links === true,
      app_url: text(app_url),
      samples: Array.isArray(samples) ? samples.filter(isSample) : [],
    },
    idle_seconds_left: readIdleSeconds(response),
    session_key: text(session_key),
  };
};
