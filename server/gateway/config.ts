/** How the gateway calls the upstream API for a user. */
export type Access =
  | {
      kind: 'oauth';
      /** Where the browser signs in. */
      authorizeUrl: string;
      /** Where the gateway requests and revokes tokens. */
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
  /** The built page for rendering here: an absolute path; null where every page is the browser's to render. */
  pageModule: string | null;
  /** The origin of the service's API, as this process reaches it. */
  serviceUrl: string;
  /** The service runs in this process, and is reached from outside through the gateway's port. */
  serviceEmbedded: boolean;
  access: Access;
  /** Keys are derived from it. */
  sessionSecret: string;
  idleMinutes: number;
  timeZone: string | null;
  currency: string | null;
  /** Origins that the page may load pictures of people from. */
  avatarOrigins: readonly string[];
  /** Milliseconds until an upstream response must be complete. */
  timeoutMs: number;
}

/** Hours after which a sign-in ends even in use. */
export const sessionHours = 12;

/** How long a user may take at the authorization server. */
export const loginMinutes = 10;
