import type { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openGatewayDatabase } from './test-gateway.ts';
import { decryptRootSecret, readRootSecret } from './root-secret.ts';

let pool: Pool;
beforeAll(async () => {
  pool = await openGatewayDatabase();
});
afterAll(() => pool.end());

const secrets = ['first', 'second', 'third'].map(
  (name) => `${name} session secret of more than 32 characters`,
);
const [first = '', second = '', third = ''] = secrets;

test('the root secret stays the same while session secrets rotate, and changes when none of them decrypts it', async () => {
  expect(await readRootSecret(pool, [first])).toBe(first);
  expect(await readRootSecret(pool, [second, first])).toBe(first);
  expect(await readRootSecret(pool, [second])).toBe(first);
  expect(await readRootSecret(pool, [third])).toBe(third);
});

test('decryptRootSecret() returns null for another session secret and does not replace the root secret', async () => {
  await readRootSecret(pool, [first]);
  expect(await decryptRootSecret(pool, [second])).toBeNull();
  expect(await decryptRootSecret(pool, [first])).toBe(first);
});
