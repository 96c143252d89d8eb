import { afterEach, expect, test, vi } from 'vitest';
import { createLoginStates } from './login-state.ts';

const secret = 'a session secret of more than 32 characters';
const states = createLoginStates(secret);

afterEach(() => void vi.useRealTimers());

test('the login state contains the link in encrypted form and is different for each sign-in', async () => {
  const link = '/appointments/42?tenant=7#plan';
  const first = await states.create(link);
  const second = await states.create(link);
  expect(first.state).not.toBe(second.state);
  expect(Buffer.from(first.state, 'base64url').toString('latin1')).not.toContain('appointments');
  expect(await states.read(first.state)).toEqual({ id: first.id, expired: false, returnTo: link });
});

test.each([0, 100, 200, 230, 248, 260, 500, 2000])(
  'the login state has at most 512 characters when the hash has %i characters',
  async (length) => {
    const { state } = await states.create(`/appointments/42?tenant=7#${'h'.repeat(length)}`);
    expect(state.length).toBeLessThanOrEqual(512);
    expect((await states.read(state))?.returnTo).toMatch(/^\/appointments\/42\?tenant=7/);
  },
);

test('the login state expires after ten minutes and still contains the link', async () => {
  const { state } = await states.create('/appointments/42');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 9 * 60_000 });
  expect(await states.read(state)).toMatchObject({ expired: false });
  vi.setSystemTime(Date.now() + 61_000);
  expect(await states.read(state)).toMatchObject({ expired: true, returnTo: '/appointments/42' });
});

test.each([
  ['empty', () => ''],
  ['not encrypted', () => 'a'.repeat(200)],
  [
    'damaged',
    (state: string) => `${state.slice(0, 120)}${state[120] === 'A' ? 'B' : 'A'}${state.slice(121)}`,
  ],
])('a login state that is %s is read as null', async (_, change) => {
  const { state } = await states.create('/appointments/42');
  const changed = change(state);
  expect(changed).not.toBe(state);
  expect(await states.read(changed)).toBeNull();
});

test('decryptVerifier returns null for the id of another sign-in, another secret and damaged text', async () => {
  const cookie = await states.encryptVerifier('verifier', 'first');
  expect(await states.decryptVerifier(cookie, 'first')).toBe('verifier');
  expect(await states.decryptVerifier(cookie, 'second')).toBeNull();
  expect(await createLoginStates(`${secret}!`).decryptVerifier(cookie, 'first')).toBeNull();
  expect(await states.decryptVerifier('damaged', 'first')).toBeNull();
  expect(await states.read(cookie)).toBeNull();
});
