import { hash, randomBytes } from 'node:crypto';

/** 256 random bits: the value of the session cookie. */
export const createSessionId = (): string => randomBytes(32).toString('base64url');

/** Whether a text has the form of `createSessionId`; nothing else is looked up in the database. */
export const isSessionId = (text: string | undefined): text is string =>
  text !== undefined && /^[\w-]{43}$/.test(text);

/** What the database stores of a session id: the hash does not help to present the id. */
export const hashId = (id: string): string => hash('sha256', id, 'base64url');
