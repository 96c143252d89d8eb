import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts what is kept at rest. */
export interface Seal {
  /** `place` names the row: a text sealed for one place does not open in another. */
  close(value: unknown, place: string): string;
  /** The value as JSON, or null where the text was tampered with, moved, or sealed under another secret. */
  open(sealed: string, place: string): unknown;
}

const nonceBytes = 12;
const tagBytes = 16;

/** AES-256-GCM under a key derived from `secret`. */
export const createSeal = (secret: string): Seal => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'appointment-viewer gateway sessions v1', 32));
  return {
    close(value, place) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
      const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
    },
    open(sealed, place) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const text = Buffer.concat([
          decipher.update(bytes.subarray(nonceBytes + tagBytes)),
          decipher.final(),
        ]);
        return JSON.parse(text.toString('utf8'));
      } catch {
        return null;
      }
    },
  };
};
