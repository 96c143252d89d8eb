import { createDecipheriv, hkdfSync } from 'node:crypto';
import { CompactEncrypt } from 'jose';
import * as z from 'zod/mini';

/** Encrypts values at rest and in the browser. */
export interface Encryption {
  /** `value` as JSON in a compact JWE (A256GCM). It can only be decrypted with the same `context`, for example a row's id. */
  encrypt(value: unknown, context: string): Promise<string>;
  /** The value; null if the text is damaged, has another context or was encrypted with another secret. Never throws. */
  decrypt(text: string, context: string): Promise<unknown>;
}

const payloadSchema = z.tuple([z.string(), z.unknown()]);

/** Derives a 256-bit key. The keys of different purposes are independent of each other. */
export const deriveKey = (secret: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', `appointment-viewer ${purpose}`, 32));

/**
 * The plaintext of a compact JWE with `dir` and A256GCM; null if another key encrypted it or it is damaged. On this
 * thread, unlike jose, because every request decrypts its session and a job of the thread pool takes longer than that.
 */
const decryptWith = (key: Uint8Array, text: string): string | null => {
  const [header = '', , iv = '', ciphertext = '', tag = ''] = text.split('.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), { authTagLength: 16 })
      .setAAD(Buffer.from(header))
      .setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(ciphertext, 'base64url', 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
};

/**
 * Creates an encryption with keys derived from `secrets`: the first encrypts, all decrypt. Text of one `purpose` cannot
 * be decrypted for another.
 */
export const createEncryption = (secrets: string | readonly string[], purpose: string): Encryption => {
  const keys = [secrets].flat().map((secret) => deriveKey(secret, purpose));
  const [key] = keys;
  if (key === undefined) throw new RangeError('at least one secret is required');
  const decryptAny = (text: string): string => {
    for (const each of keys) {
      const decrypted = decryptWith(each, text);
      if (decrypted !== null) return decrypted;
    }
    throw new Error('the text was encrypted with another secret');
  };
  return {
    encrypt: (value, context) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify([context, value])))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(key),
    async decrypt(text, context) {
      try {
        const [boundTo, value] = payloadSchema.parse(JSON.parse(decryptAny(text)));
        return boundTo === context ? value : null;
      } catch {
        return null;
      }
    },
  };
};
