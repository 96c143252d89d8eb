import { beforeEach, describe, expect, test } from 'vitest';
import { gatewayPerTest } from './test-gateway.ts';

const gateway = gatewayPerTest();
beforeEach(async () => {
  await gateway.start();
});

const open = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  gateway.app.inject({
    method: 'POST',
    url: '/open',
    headers: {
      host: 'localhost:3000',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    payload: new URLSearchParams(fields).toString(),
  });

describe('POST /open', () => {
  test.each([
    [{ number: '42', tenant: '1' }, '/appointments/42?tenant=1'],
    [{ number: ' #42 ', tenant: '2' }, '/appointments/42?tenant=2'],
    [{ number: '42' }, '/appointments/42'],
    [
      { number: 'https://viewer.example.com/appointments/42?tenant=7', tenant: '1' },
      '/appointments/42?tenant=7',
    ],
    [{ number: 'https://viewer.example.com/appointments/42', tenant: '1' }, '/appointments/42'],
    [{ number: '/appointments/42?Tenant=abc', tenant: '1' }, '/appointments/42?tenant='],
    [{ number: '/appointments/42?tenant=7 Zeynep', tenant: '1' }, '/appointments/42?tenant='],
    [{ number: '/appointments/..//evil.example', tenant: '1' }, '/?problem=number&tenant=1'],
    [{ number: '42', tenant: '//evil.example' }, '/appointments/42'],
    [{ number: 'Zeynep', tenant: '1' }, '/?problem=number&tenant=1'],
    [{ number: 'Zeynep' }, '/?problem=number'],
    [{ number: 'APT-2026-00042' }, '/?problem=code'],
    [{}, '/?problem=number'],
  ])('with the fields %j redirects to %s', async (fields, location) => {
    const response = await open(fields);
    expect(response.statusCode).toBe(303);
    expect(response.headers).toMatchObject({ location, 'cache-control': 'no-store' });
  });

  test('does not log the submitted fields', async () => {
    await open({ number: 'Zeynep Kaya', tenant: '1' });
    expect(gateway.log.join('\n')).toContain('"route":"/open"');
    expect(gateway.log.join('\n')).not.toMatch(/Zeynep|Kaya/);
  });

  test.each(['cross-site', 'same-site', 'none'])('returns 403 when Sec-Fetch-Site is %s', async (site) => {
    expect((await open({ number: '42' }, { 'sec-fetch-site': site })).statusCode).toBe(403);
  });

  test('returns 413 when the form is too large', async () => {
    expect((await open({ number: '4'.repeat(5000) })).statusCode).toBe(413);
  });

  test('is the only route that parses forms: POST /auth/logout returns 415 for a form', async () => {
    const response = await gateway.app.inject({
      method: 'POST',
      url: '/auth/logout',
      headers: {
        host: 'localhost:3000',
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: 'a=b',
    });
    expect(response.statusCode).toBe(415);
  });
});
