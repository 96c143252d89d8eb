import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** About 16 MB and 50 ms each: dear for a guesser, unnoticed at a sign-in. */
const cost = { N: 16_384, r: 8, p: 1 } as const;
const keyLength = 32;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });

/** `scrypt$salt$key`, both base64url, the salt random. */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
};

/**
 * Whether the password belongs to the hash. Without a hash (no such account) it takes as long and answers false,
 * so that the time says nothing about who has an account.
 */
export const verifyPassword = async (password: string, hash: string | null): Promise<boolean> => {
  const [, salt, key] = /^scrypt\$([\w-]+)\$([\w-]+)$/.exec(hash ?? '') ?? [];
  const expected = Buffer.from(key ?? '', 'base64url');
  const actual = await derive(password, Buffer.from(salt ?? 'nobody', 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
};
