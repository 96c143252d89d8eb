import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#server/database/transaction.ts';
import { createTestDatabase, testEngines } from '#tests/support/database.ts';
import type { Browser } from '../test-browser.ts';
import { gatewayPerTest } from '../test-gateway.ts';
import { createCookies } from './cookies.ts';
import { createEncryption } from './encryption.ts';
import type { TokenSet } from './oauth-client.ts';
import { createSessions, hashId, type Sessions } from './sessions.ts';

const minute = 60_000;

describe('a session', () => {
  const gateway = gatewayPerTest();
  const { start, signedIn, advanceTime } = gateway;
  const secondsLeft = async (browser: Browser): Promise<unknown> =>
    (await browser.get('/auth/session')).json().idle_seconds_left;
  const fullTime = 15 * 60;

  test('ends after the idle time, and GET /auth/session does not extend it', async () => {
    const browser = await signedIn();
    await advanceTime(14 * minute);
    expect((await browser.appointment()).statusCode).toBe(200);
    await advanceTime(14 * minute);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: true });
    await advanceTime(2 * minute);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
    expect((await browser.appointment()).statusCode).toBe(401);
  });

  test('is extended by requests of the user and POST /auth/extend, not by background requests', async () => {
    const browser = await signedIn();
    await advanceTime(14 * minute);
    const background = { 'x-tenant': '1', 'x-background': '1' };
    expect((await browser.get('/api/v1/appointments/42', background)).statusCode).toBe(200);
    expect((await browser.get('/api/v1/account/tenants', background)).statusCode).toBe(200);
    expect(await secondsLeft(browser)).toBeLessThan(60);
    const { idle_seconds_left: extended } = (await browser.post('/auth/extend')).json();
    expect(extended).toBeGreaterThan(fullTime - 10);
    expect(extended).toBeLessThanOrEqual(fullTime);
    await advanceTime(minute);
    await browser.appointment();
    expect(await secondsLeft(browser)).toBeGreaterThan(fullTime - 10);
  });

  test('stays alive with regular activity when the idle time is one minute', async () => {
    const browser = await signedIn({ config: { idleMinutes: 1 } });
    for (let request = 0; request < 5; request += 1) {
      await advanceTime(45_000);
      expect((await browser.appointment()).statusCode).toBe(200);
    }
  });

  test('cannot be extended beyond twelve hours', async () => {
    const browser = await signedIn({ config: { idleMinutes: 720 }, upstream: { expiresIn: 100_000 } });
    await advanceTime(11 * 60 * minute);
    expect((await browser.appointment()).statusCode).toBe(200);
    await advanceTime(59 * minute);
    expect((await browser.post('/auth/extend')).json().idle_seconds_left).toBeLessThanOrEqual(60);
    await advanceTime(minute);
    expect((await browser.appointment()).statusCode).toBe(401);
  });

  test('that expired is deleted and its tokens are revoked once when concurrent requests find it', async () => {
    const browser = await signedIn();
    await advanceTime(15 * minute);
    const responses = await Promise.all([browser.post('/auth/extend'), browser.appointment()]);
    expect(responses.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
    await expect.poll(() => gateway.upstream.count('/oauth/revoke')).toBe(1);
  });

  test('is stored as a hash and ciphertext only', async () => {
    const browser = (await start({ upstream: { user: { sub: 'u1', name: 'Canary Name' } } })).browser();
    await browser.signIn('/appointments/42');
    await browser.get('/auth/session');
    const { rows } = await gateway.pool.query('select * from gateway.sessions');
    expect(rows.length).toBeGreaterThan(0);
    const secrets = [...gateway.upstream.secrets, ...browser.cookies.values()];
    for (const secret of [...secrets, 'Canary', 'Clinic', 'appointments'])
      expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test('ends when SESSION_SECRET changes', async () => {
    const { cookies } = await signedIn();
    const config = { sessionSecrets: ['another secret of more than 32 characters'] };
    const browser = (await start({ config })).browser();
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    expect((await browser.get('/auth/session')).json()).toMatchObject({ signed_in: false });
  });
});

describe.each(testEngines)('the session store on %s', (engine) => {
  let pool: Pool;
  let sessions: Sessions;
  let revoked: TokenSet[] = [];
  /** The access token of the session whose expiry cannot be logged. */
  let notLogged: string | null = null;
  beforeAll(async () => {
    pool = await createTestDatabase(engine);
    sessions = createSessions({
      pool,
      encryption: createEncryption('a session secret of more than 32 characters', 'sessions'),
      cookies: createCookies(false),
      idleMinutes: 15,
      revoke: (tokens) => void revoked.push(tokens),
      transaction: (work) => inTransaction(pool, work),
      onExpired: async ({ tokens }) => {
        if (tokens.accessToken === notLogged) throw new Error('not logged');
      },
    });
  });
  afterAll(() => pool.end());

  const tokensOf = (accessToken: string): TokenSet => ({
    accessToken,
    refreshToken: null,
    expiresAt: Date.now() + 3_600_000,
    user: null,
  });
  const create = async (name: string) => hashId(await sessions.create(tokensOf(name)));
  const shift = async (id: string, column: 'last_used_at' | 'expires_at', minutes: number) =>
    pool.query(
      `update gateway.sessions set ${column} = ${column} - make_interval(mins => $2) where id_hash = $1`,
      [id, minutes],
    );
  const twentyTimes = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: 20 }, work));

  test('finds a session until it exceeds the idle time or twelve hours', async () => {
    const idle = await create('idle');
    const old = await create('old');
    expect(await sessions.find(idle)).toMatchObject({ tokens: { accessToken: 'idle' }, tokenVersion: 1 });
    await shift(idle, 'last_used_at', 14);
    await shift(old, 'expires_at', 12 * 60 - 1);
    expect((await sessions.find(idle))?.idleSecondsLeft).toBeLessThan(60);
    expect((await sessions.find(old))?.idleSecondsLeft).toBeLessThan(60);
    await shift(idle, 'last_used_at', 1);
    await shift(old, 'expires_at', 1);
    expect(await sessions.find(idle)).toBeNull();
    expect(await sessions.find(old)).toBeNull();
  });

  test('writes activity at most once in ten seconds', async () => {
    const id = await create('active');
    const writes = async () => {
      const { rows } = await pool.query<{ xmin: string }>(
        'select xmin::text from gateway.sessions where id_hash = $1',
        [id],
      );
      return rows[0]?.xmin;
    };
    const record = async () => {
      const session = await sessions.find(id);
      if (session !== null) await sessions.recordActivity(session);
    };
    const before = await writes();
    await record();
    expect(await writes()).toBe(before);
    await shift(id, 'last_used_at', 1);
    await record();
    expect((await sessions.find(id))?.idleSecondsLeft).toBeGreaterThan(14 * 60 + 30);
  });

  test('rejects the extension of an ended session with 401', async () => {
    const id = await create('ended');
    const session = await sessions.find(id);
    await sessions.end(id);
    await expect(session && sessions.extend(session)).rejects.toMatchObject({ status: 401 });
  });

  test('revokes the tokens once when many concurrent callers end a session', async () => {
    const ended = await create('ended');
    const expired = await create('expired');
    await shift(expired, 'last_used_at', 15);
    revoked = [];
    await twentyTimes(() => sessions.end(ended));
    await twentyTimes(() => sessions.find(expired));
    expect(revoked.map(({ accessToken }) => accessToken)).toEqual(['ended', 'expired']);
  });

  test('deletes idle and old sessions and revokes their tokens in deleteExpired', async () => {
    const [idle, old, live] = [await create('idle'), await create('old'), await create('live')];
    await shift(idle, 'last_used_at', 15);
    await shift(old, 'expires_at', 12 * 60);
    revoked = [];
    await sessions.deleteExpired();
    await sessions.deleteExpired();
    expect(revoked.map(({ accessToken }) => accessToken).toSorted()).toEqual(['idle', 'old']);
    expect(await sessions.find(live)).not.toBeNull();
  });

  test('keeps expired sessions whose expiry cannot be logged, and deletes them later', async () => {
    await shift(await create('first'), 'last_used_at', 15);
    await shift(await create('second'), 'last_used_at', 15);
    revoked = [];
    notLogged = 'second';
    await expect(sessions.deleteExpired()).rejects.toThrow('not logged');
    expect(revoked).toEqual([]);
    notLogged = null;
    await sessions.deleteExpired();
    expect(revoked.map(({ accessToken }) => accessToken).toSorted()).toEqual(['first', 'second']);
  });

  test('finds no session when the cookie is missing, malformed or unknown', async () => {
    for (const cookies of [{}, { 'viewer-session': 'x' }, { 'viewer-session': 'x'.repeat(43) }]) {
      const request: Pick<FastifyRequest, 'cookies'> = { cookies };
      expect(await sessions.fromRequest(request)).toBeNull();
    }
  });

  test('keeps a session whose tokens this process cannot decrypt, and does not find it', async () => {
    const id = await create('damaged');
    await pool.query(`update gateway.sessions set encrypted_tokens = 'damaged' where id_hash = $1`, [id]);
    expect(await sessions.find(id)).toBeNull();
    const { rowCount } = await pool.query('select 1 from gateway.sessions where id_hash = $1', [id]);
    expect(rowCount).toBe(1);
  });
});
