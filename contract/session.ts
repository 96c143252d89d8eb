import { readTenants, type Tenant } from './tenant.ts';

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

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Reads the gateway's own answer; what is not said counts as signed out, with the defaults. Never throws. */
export const readSession = (answer: unknown): SessionAnswer => {
  const { signed_in, user, tenants, settings } = fields(answer);
  const { id, name } = fields(user);
  const { time_zone, currency, idle_minutes } = fields(settings);
  const userId = text(id);
  return {
    signed_in: signed_in === true,
    user: userId === null ? null : { id: userId, name: text(name) },
    tenants: readTenants(tenants),
    settings: {
      time_zone: text(time_zone),
      currency: text(currency),
      idle_minutes: typeof idle_minutes === 'number' && idle_minutes > 0 ? idle_minutes : 15,
    },
  };
};
