import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { loginMinutes } from '../config.ts';
import { createEncryption } from './encryption.ts';
import { shortenReturnTo } from './return-to.ts';

const stateSchema = z.object({ id: z.string(), expiresAt: z.number(), returnTo: z.string() });

/** A sign-in in progress. It is stored in the browser only: as the `state` parameter, and a cookie named after `id`. */
interface LoginState {
  id: string;
  expired: boolean;
  /** The link to return to, shortened. */
  returnTo: string;
}

export interface LoginStates {
  /** `state` has at most 512 characters, whatever the length of the link. */
  create(returnTo: string): Promise<{ id: string; state: string }>;
  /** Null when this gateway did not create `state`. */
  read(state: string): Promise<LoginState | null>;
  /** The value of the cookie of sign-in `id`. */
  encryptVerifier(codeVerifier: string, id: string): Promise<string>;
  /** Null for the cookie of another sign-in, or a damaged one. */
  decryptVerifier(cookie: string, id: string): Promise<string | null>;
}

/** The longest link, in characters, with which the encrypted `state` does not exceed 512 characters. */
const maxLinkLength = 248;

/** Creates the codec of sign-ins in progress, encrypted with a key derived from `secrets`. */
export const createLoginStates = (secrets: string | readonly string[]): LoginStates => {
  const states = createEncryption(secrets, 'login state');
  const verifiers = createEncryption(secrets, 'login verifier');
  return {
    async create(returnTo) {
      const id = randomBytes(16).toString('base64url');
      const state = await states.encrypt(
        {
          id,
          expiresAt: Math.floor(Date.now() / 1000) + loginMinutes * 60,
          returnTo: shortenReturnTo(returnTo, maxLinkLength),
        },
        '',
      );
      return { id, state };
    },
    async read(state) {
      const parsed = stateSchema.safeParse(await states.decrypt(state, ''));
      if (!parsed.success) return null;
      const { id, expiresAt, returnTo } = parsed.data;
      return { id, expired: Date.now() >= expiresAt * 1000, returnTo };
    },
    encryptVerifier: (codeVerifier, id) => verifiers.encrypt(codeVerifier, id),
    async decryptVerifier(cookie, id) {
      const codeVerifier = await verifiers.decrypt(cookie, id);
      return typeof codeVerifier === 'string' ? codeVerifier : null;
    },
  };
};
