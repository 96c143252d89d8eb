import type { SampleAppointment } from '#contract/session.ts';

/** How the gateway calls the upstream API for a user. */
export type Access =
  | {
      kind: 'oauth';
      /** The authorization endpoint, which the browser opens to sign in. */
      authorizeUrl: string;
      /** The token endpoint; `revokeUrl` is the revocation endpoint. */
      tokenUrl: string;
      revokeUrl: string;
      clientId: string;
      clientSecret: string;
      /** Separated by spaces. */
      scopes: string;
    }
  /** One token for all requests: everyone who reaches the gateway is signed in. */
  | { kind: 'token'; token: string };

export interface GatewayConfig {
  /** The origin browsers use. */
  publicUrl: string;
  /** The built application: an absolute directory. */
  clientDirectory: string;
  /** The absolute path of the page's server build; null if only the browser renders pages. */
  pageModule: string | null;
  /** The origin of the service's API, as this process reaches it. */
  serviceUrl: string;
  /** Whether the service runs in this process. Clients then reach it through the gateway's port. */
  serviceEmbedded: boolean;
  access: Access;
  /** The secrets of encryption keys: the first encrypts, all decrypt. */
  sessionSecrets: readonly string[];
  /** The secret of keyed hashes in the access log; it stays the same when session secrets rotate. */
  rootSecret: string;
  idleMinutes: number;
  timeZone: string | null;
  currency: string | null;
  phoneCountry: string | null;
  /** Origins that the page may load pictures of people from. */
  avatarOrigins: readonly string[];
  /** Whether the page may link to WhatsApp with a customer's phone number. */
  whatsappLinks: boolean;
  /** The URL of an appointment in Flextell, with `{id}` and perhaps `{tenant}`; null for no link. */
  appUrl: string | null;
  /** Appointments of the demonstration data worth opening first. */
  samples: readonly SampleAppointment[];
  /** Milliseconds until an upstream response must be complete. */
  timeoutMs: number;
  /** Where Prometheus metrics are served; null for nowhere. */
  metrics: { port: number; host: string } | null;
}

/** Hours after which a session expires even if the user is active. */
export const sessionHours = 12;

/** Minutes that a user may spend at the authorization server. */
export const loginMinutes = 10;
