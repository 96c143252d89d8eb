import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseEnvironment } from './config.ts';

const secret = 'a-secret-of-more-than-32-characters-canary';
const service = {
  FLEXTELL_SCOPES: 'openid tenants:read appointments:read customers:read',
  FLEXTELL_URL: 'https://dev.flextell.ai',
  FLEXTELL_CLIENT_ID: 'id',
  FLEXTELL_CLIENT_SECRET: 'canary',
};
const token = { FLEXTELL_URL: 'https://dev.flextell.ai', FLEXTELL_TOKEN: 'canary' };

test('parseEnvironment selects the embedded service on 127.0.0.1 when the environment is empty', () => {
  expect(parseEnvironment({})).toEqual({
    ok: true,
    warnings: [],
    config: {
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      dataDirectory: resolve('.data'),
      databaseUrl: null,
      poolSize: 10,
      databaseTimeoutMs: 4000,
      demoReaderRole: 'demo_reader',
      upstream: { kind: 'embedded' },
      upstreamTimeoutMs: 8000,
      sessionSecrets: [],
      trustedProxies: [],
      metrics: null,
      idleMinutes: 15,
      timeZone: null,
      currency: null,
      phoneCountry: null,
      avatarOrigins: [],
      whatsappLinks: false,
      appUrl: null,
      logLevel: 'info',
    },
  });
});

test('parseEnvironment treats an empty value as unset', () => {
  expect(parseEnvironment({ PORT: '', FLEXTELL_URL: ' ', SESSION_SECRET: '' })).toEqual(parseEnvironment({}));
});

test.each([
  ['a service with an OAuth application', service, { upstream: { kind: 'oauth', clientId: 'id' } }],
  [
    'custom scopes',
    { ...service, FLEXTELL_SCOPES: 'openid a:read' },
    { upstream: { scopes: 'openid a:read' } },
  ],
  [
    'a service on a loopback address over http',
    { ...service, FLEXTELL_URL: 'http://127.0.0.1:4010' },
    { upstream: { origin: 'http://127.0.0.1:4010' } },
  ],
  [
    'an origin with a trailing slash',
    { ...service, FLEXTELL_URL: 'https://dev.flextell.ai/' },
    { upstream: { origin: 'https://dev.flextell.ai' } },
  ],
  [
    'origins of avatars',
    { AVATAR_ORIGINS: ' https://a.example  https://b.example:8443/ https://a.example' },
    { avatarOrigins: ['https://a.example', 'https://b.example:8443'] },
  ],
  ['links to WhatsApp', { WHATSAPP_LINKS: '1' }, { whatsappLinks: true }],
  ['no links to WhatsApp', { WHATSAPP_LINKS: '0' }, { whatsappLinks: false }],
  [
    'the URL of an appointment in Flextell',
    { FLEXTELL_APP_URL: 'https://app.example/c/{tenant}/appointments/{id}#top' },
    { appUrl: 'https://app.example/c/{tenant}/appointments/{id}#top' },
  ],
  ['an access token', token, { upstream: { kind: 'token', token: 'canary' } }],
  ['an access token with HOST ::1', { ...token, HOST: '::1' }, { host: '::1' }],
  ['port 0', { PORT: '0' }, { port: 0 }],
  [
    'PostgreSQL with a secret',
    { DATABASE_URL: 'postgres://u:p@h/d?sslmode=verify-full', SESSION_SECRET: secret },
    { databaseUrl: 'postgres://u:p@h/d?sslmode=verify-full' },
  ],
  [
    'several secrets',
    { SESSION_SECRET: `${secret}1\n${secret}2` },
    { sessionSecrets: [`${secret}1`, `${secret}2`] },
  ],
  [
    'a passphrase with spaces',
    { SESSION_SECRET: 'one secret that consists of several short words' },
    { sessionSecrets: ['one secret that consists of several short words'] },
  ],
  [
    'trusted proxies',
    { TRUSTED_PROXIES: '10.0.0.5, 192.168.0.0/16 ::1' },
    { trustedProxies: ['10.0.0.5', '192.168.0.0/16', '::1'] },
  ],
  ['metrics on a loopback port', { METRICS_PORT: '9464' }, { metrics: { port: 9464, host: '127.0.0.1' } }],
  ['a public https URL', { PUBLIC_URL: 'https://app.example/' }, { publicUrl: 'https://app.example' }],
  [
    'a time zone, a currency and a country',
    { CLINIC_TIME_ZONE: 'Europe/Istanbul', CURRENCY: 'TRY', PHONE_COUNTRY: 'TR' },
    { timeZone: 'Europe/Istanbul', currency: 'TRY', phoneCountry: 'TR' },
  ],
])('parseEnvironment accepts %s', (_, env, config) => {
  expect(parseEnvironment(env)).toMatchObject({ ok: true, warnings: [], config });
});

describe('parseEnvironment', () => {
  test.each([
    ['PORT', { PORT: 'canary' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '3e3' }],
    ['HOST', { HOST: 'canary host' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'canary' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://app.example/canary' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://canary' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://canary', SESSION_SECRET: secret }],
    ['SESSION_SECRET', { DATABASE_URL: 'postgres://u:canary@h/d' }],
    ['SESSION_SECRET', { SESSION_SECRET: 'canary' }],
    ['SESSION_SECRET', { SESSION_SECRET: `${secret}\ncanary-that-was-cut` }],
    ['FLEXTELL_URL', { ...service, FLEXTELL_URL: 'canary' }],
    ['FLEXTELL_URL', { ...service, FLEXTELL_URL: 'http://dev.flextell.ai' }],
    ['FLEXTELL_URL', { ...service, FLEXTELL_URL: 'https://canary:canary@dev.flextell.ai' }],
    ['FLEXTELL_URL', { ...service, FLEXTELL_URL: 'https://dev.flextell.ai/api/v1' }],
    ['FLEXTELL_CLIENT_ID', { ...service, FLEXTELL_CLIENT_ID: undefined }],
    ['FLEXTELL_CLIENT_SECRET', { ...service, FLEXTELL_CLIENT_SECRET: '' }],
    ['FLEXTELL_SCOPES', { ...service, FLEXTELL_SCOPES: 'a:read "canary"' }],
    ['FLEXTELL_TOKEN', { FLEXTELL_TOKEN: 'canary' }],
    ['FLEXTELL_TOKEN', { ...token, FLEXTELL_TOKEN: 'Bearer canary' }],
    ['FLEXTELL_TOKEN', { ...token, HOST: '0.0.0.0' }],
    ['FLEXTELL_TOKEN', { ...token, HOST: 'canary.example' }],
    ['SESSION_IDLE_MINUTES', { SESSION_IDLE_MINUTES: '0' }],
    ['SESSION_IDLE_MINUTES', { SESSION_IDLE_MINUTES: '1.5' }],
    ['CLINIC_TIME_ZONE', { CLINIC_TIME_ZONE: 'Canary/Canary' }],
    ['CURRENCY', { CURRENCY: 'canary' }],
    ['PHONE_COUNTRY', { PHONE_COUNTRY: 'canary' }],
    ['PHONE_COUNTRY', { PHONE_COUNTRY: 'tr' }],
    ['AVATAR_ORIGINS', { AVATAR_ORIGINS: 'http://canary.example' }],
    ['AVATAR_ORIGINS', { AVATAR_ORIGINS: 'https://a.example, https://canary.example' }],
    ['AVATAR_ORIGINS', { AVATAR_ORIGINS: 'https://a.example https://canary.example/path' }],
    ['AVATAR_ORIGINS', { AVATAR_ORIGINS: "https://*.canary.example 'unsafe-inline'" }],
    ['AVATAR_ORIGINS', { AVATAR_ORIGINS: 'https://canary;script-src' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'canary' }],
    ['FLEXTELL_TOKEN', { ...token, PUBLIC_URL: 'https://canary.example' }],
    ['FLEXTELL_TOKEN', { ...token, TRUSTED_PROXIES: '127.0.0.1' }],
    ['DATABASE_POOL_SIZE', { DATABASE_POOL_SIZE: '0' }],
    ['DATABASE_TIMEOUT_MS', { DATABASE_TIMEOUT_MS: '60000' }],
    ['UPSTREAM_TIMEOUT_MS', { UPSTREAM_TIMEOUT_MS: '10000' }],
    ['DEMO_READER_ROLE', { DEMO_READER_ROLE: 'canary; drop' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1 canary' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['METRICS_PORT', { METRICS_PORT: '0' }],
    ['SESSION_SECRET', { SESSION_SECRET: secret, SESSION_SECRET_FILE: '/canary' }],
    ['DATABASE_URL_FILE', { DATABASE_URL_FILE: '/missing/canary' }],
  ])('reports one problem that names %s but no value for %j', (name, env) => {
    const parsed = parseEnvironment(env);
    expect(parsed).toMatchObject({ ok: false, problems: [expect.stringMatching(new RegExp(`^${name} `))] });
    expect(JSON.stringify(parsed)).not.toMatch(/canary/i);
  });
});

test('parseEnvironment reports one problem for each invalid variable', () => {
  const parsed = parseEnvironment({ PORT: 'x', CURRENCY: 'x', LOG_LEVEL: 'x' });
  expect(parsed.ok ? [] : parsed.problems).toHaveLength(3);
});

test.each([
  ['a misspelt variable', { FLEXTEL_URL: 'https://x.example' }, /^FLEXTEL_URL .*misspelt/],
  ['a client id without FLEXTELL_URL', { FLEXTELL_CLIENT_ID: 'id' }, /^FLEXTELL_CLIENT_ID is not used/],
  [
    'a client id together with FLEXTELL_TOKEN',
    { ...token, FLEXTELL_CLIENT_ID: 'id' },
    /^FLEXTELL_CLIENT_ID is not used/,
  ],
  [
    'scopes with which the access log may name nobody',
    { ...service, FLEXTELL_SCOPES: undefined },
    /^FLEXTELL_SCOPES has no openid/,
  ],
  [
    'a remote database without TLS',
    { DATABASE_URL: 'postgres://u:p@db.example/d', SESSION_SECRET: secret },
    /^DATABASE_URL leaves this machine without TLS/,
  ],
  ['a public URL over http', { PUBLIC_URL: 'http://10.0.0.5:3000' }, /^PUBLIC_URL is plain http/],
])('parseEnvironment warns about %s', (_, env, warning) => {
  expect(parseEnvironment(env)).toMatchObject({ ok: true, warnings: [expect.stringMatching(warning)] });
});

test('parseEnvironment reads a secret from the file of its _FILE variable', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'appointment-viewer-secret-'));
  const file = join(directory, 'secret');
  await writeFile(file, `${secret}\n`);
  expect(parseEnvironment({ SESSION_SECRET_FILE: file })).toMatchObject({
    ok: true,
    config: { sessionSecrets: [secret] },
  });
  await rm(directory, { recursive: true });
});
