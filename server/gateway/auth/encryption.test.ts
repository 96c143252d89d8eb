import { expect, test } from 'vitest';
import { createEncryption } from './encryption.ts';

const secret = 'a session secret of more than 32 characters';
const encryption = createEncryption(secret, 'sessions');
const value = { accessToken: 'canary', refreshToken: null };

test('decrypt returns the encrypted value in the same context, and encrypt returns a new ciphertext each time', async () => {
  const first = await encryption.encrypt(value, 'row 1');
  const second = await encryption.encrypt(value, 'row 1');
  expect(first).not.toBe(second);
  expect(first).not.toContain('canary');
  expect(await encryption.decrypt(first, 'row 1')).toEqual(value);
  expect(await encryption.decrypt(second, 'row 1')).toEqual(value);
});

test('decrypt returns null for a wrong context, purpose or secret', async () => {
  const text = await encryption.encrypt(value, 'row 1');
  expect(await encryption.decrypt(text, 'row 2')).toBeNull();
  expect(await createEncryption(secret, 'login').decrypt(text, 'row 1')).toBeNull();
  expect(await createEncryption(`${secret}!`, 'sessions').decrypt(text, 'row 1')).toBeNull();
});

test('decrypt returns null for damaged, truncated and foreign text', async () => {
  const text = await encryption.encrypt(value, 'row 1');
  const parts = text.split('.');
  const damaged = [
    '',
    '....',
    'not encrypted',
    'A'.repeat(200),
    text.slice(0, -2),
    [...parts.slice(0, 3), 'AAAA', parts[4]].join('.'),
    // An unsecured header.
    [Buffer.from('{"alg":"none"}').toString('base64url'), ...parts.slice(1)].join('.'),
  ];
  for (const item of damaged) expect(await encryption.decrypt(item, 'row 1')).toBeNull();
});

test('decrypt accepts text of every secret, and encrypt uses the first', async () => {
  const next = 'the next session secret of more than 32 characters';
  const rotated = createEncryption([next, secret], 'sessions');
  expect(await rotated.decrypt(await encryption.encrypt(value, 'row'), 'row')).toEqual(value);
  const text = await rotated.encrypt(value, 'row');
  expect(await createEncryption(next, 'sessions').decrypt(text, 'row')).toEqual(value);
  expect(await encryption.decrypt(text, 'row')).toBeNull();
});
