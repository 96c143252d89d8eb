import type { Tenant } from './tenant.ts';

/** What the gateway tells the page about the sign-in: `GET /auth/session`. Never a token. */
export interface SessionAnswer {
  signed_in: boolean;
  /** The person, where the authorization server named one. */
  user: { id: string; name: string | null } | null;
  /** The clinics the person belongs to; null where the service would not say (the link may still name one). */
  tenants: Tenant[] | null;
  settings: SessionSettings;
}

export interface SessionSettings {
  /** IANA zone of the clinics, where one is configured and the tenant names none of its own. */
  time_zone: string | null;
  /** ISO 4217 code of prices; null shows plain decimals. */
  currency: string | null;
  /** Minutes without use after which the sign-in ends. */
  idle_minutes: number;
}
