import { hash, randomBytes } from 'node:crypto';

/** 256 random bits: a session id, a browser's mark. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** Whether a text could have come from `newSecret`: everything else is not worth a look into the database. */
export const isSecret = (text: string | undefined): text is string =>
  text !== undefined && /^[\w-]{43}$/.test(text);

/** How a secret is kept in the database: knowing the digest does not help to present the secret. */
export const digest = (secret: string): string => hash('sha256', secret, 'base64url');
