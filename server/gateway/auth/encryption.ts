import { hkdfSync, webcrypto } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
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
 * Creates an encryption with keys derived from `secrets`: the first encrypts, all decrypt. Text of one `purpose` cannot
 * be decrypted for another.
 */
export const createEncryption = (secrets: string | readonly string[], purpose: string): Encryption => {
  // As CryptoKeys, because jose imports any other key again for each text.
  const keys = [secrets]
    .flat()
    .map((secret) =>
      webcrypto.subtle.importKey('raw', deriveKey(secret, purpose), 'AES-GCM', false, ['encrypt', 'decrypt']),
    );
  const [key] = keys;
  if (key === undefined) throw new RangeError('at least one secret is required');
  const decryptAny = async (text: string) => {
    for (const each of keys) {
      const decrypted = await compactDecrypt(text, await each, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
      }).catch(() => null);
      if (decrypted !== null) return decrypted;
    }
    throw new Error('the text was encrypted with another secret');
  };
  return {
    encrypt: async (value, context) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify([context, value])))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await key),
    async decrypt(text, context) {
      try {
        const { plaintext } = await decryptAny(text);
        const [boundTo, value] = payloadSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
        return boundTo === context ? value : null;
      } catch {
        return null;
      }
    },
  };
};
