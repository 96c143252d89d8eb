import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('only the password itself fits, and a hash is never the same twice', async () => {
  const hash = await hashPassword('şifre 1');
  expect(await verifyPassword('şifre 1', hash)).toBe(true);
  expect(await verifyPassword('sifre 1', hash)).toBe(false);
  expect(await hashPassword('şifre 1')).not.toBe(hash);
  expect(hash).not.toContain('ifre');
});

test('composed and decomposed letters are the same password', async () => {
  const hash = await hashPassword('ş'.normalize('NFC'));
  expect(await verifyPassword('ş'.normalize('NFD'), hash)).toBe(true);
});

test.each([null, '', 'scrypt$$', 'plain'])('nothing fits a hash that is none: %s', async (hash) => {
  expect(await verifyPassword('', hash)).toBe(false);
});
