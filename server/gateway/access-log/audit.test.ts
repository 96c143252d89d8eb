import { beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '#tests/support/server.mjs';
import { gatewayPerTest } from '../test-gateway.ts';

const gateway = gatewayPerTest();
const { signedIn, start } = gateway;

interface Entry {
  actor: string;
  action: string;
  appointment_id: string | null;
  request_id: string;
  client_request_id: string | null;
}

let lastId = 0;
beforeEach(async () => {
  const [row] = await gateway.query<{ id: number }>(
    'select coalesce(max(id), 0) as id from gateway.access_log',
  );
  lastId = row?.id ?? 0;
});
const entries = () =>
  gateway.query<Entry>(
    'select actor, action, appointment_id, request_id, client_request_id from gateway.access_log where id > $1 order by id',
    [lastId],
  );
const actions = async () => (await entries()).map(({ action }) => action);

describe('the access log', () => {
  test('names the subject of an access token that is a JWT when there is no id_token', async () => {
    const browser = await signedIn({ upstream: { tokenSubject: 'opaque-7' } });
    await browser.appointment();
    expect((await entries()).map(({ actor, action }) => [actor, action])).toEqual([
      ['user:opaque-7', 'signed_in'],
      ['user:opaque-7', 'opened'],
    ]);
  });

  test('says that a session is unnamed when the service names nobody', async () => {
    const browser = await signedIn();
    await browser.appointment();
    for (const { actor } of await entries()) expect(actor).toMatch(/^session:\S+ \(unnamed\)$/);
  });

  test('has an entry for sign-in, sign-out, and the end of an idle session at its next request or by the sweep', async () => {
    const browser = await signedIn();
    await browser.signOut();
    expect(await actions()).toEqual(['signed_in', 'signed_out']);
    await browser.signIn();
    await gateway.advanceTime(16 * 60_000);
    expect((await browser.appointment()).statusCode).toBe(401);
    expect(await actions()).toEqual(['signed_in', 'signed_out', 'signed_in', 'expired']);
    await browser.signIn();
    await gateway.advanceTime(16 * 60_000);
    await gateway.app.sessions.deleteExpired();
    // Other tests of this file may have left sessions, which expire as well.
    expect((await actions()).slice(4, 6)).toEqual(['signed_in', 'expired']);
  });

  test('has an entry for a record that the service refuses or does not have, in the document and the API', async () => {
    const browser = await signedIn({ upstream: { appointment: () => undefined } });
    await browser.appointment('7');
    await browser.get('/appointments/8');
    gateway.upstream.fail('/api/v1/appointments', { kind: 'status', status: 403 });
    await browser.appointment('9');
    const found = (await entries()).filter(({ action }) => action !== 'signed_in');
    expect(found.map((entry) => [entry.action, entry.appointment_id])).toEqual([
      ['not_found', '7'],
      ['not_found', '8'],
      ['denied', '9'],
    ]);
  });

  test('has the id that the gateway generated, sends to the service and returns, next to the one of the client', async () => {
    const browser = await signedIn();
    const response = await browser.get('/api/v1/appointments/42', {
      'x-tenant': '1',
      'x-request-id': 'mine-1',
    });
    const id = response.headers['x-request-id'];
    expect(id).not.toBe('mine-1');
    expect((await entries()).at(-1)).toMatchObject({ request_id: id, client_request_id: 'mine-1' });
    expect(gateway.upstream.requests.at(-1)?.headers['x-request-id']).toBe(id);
    await browser.get('/api/v1/appointments/43', { 'x-tenant': '1', 'x-request-id': 'a b\tc' });
    expect((await entries()).at(-1)).toMatchObject({ appointment_id: '43', client_request_id: null });
  });
});

test('the 301st sign-in of an address in a minute redirects to a page that keeps the link, other addresses are not affected', async () => {
  await start();
  const login = (remoteAddress: string) =>
    gateway.app.inject({
      url: '/auth/login?return_to=%2Fappointments%2F42',
      headers: { host: 'localhost:3000' },
      remoteAddress,
    });
  const locations = [];
  for (let count = 0; count < 301; count += 1)
    locations.push(String((await login('192.0.2.1')).headers.location));
  expect(locations.slice(0, 300).every((location) => location.includes('/oauth/authorize'))).toBe(true);
  expect(locations[300]).toBe('/sign-in?problem=busy&return_to=%2Fappointments%2F42');
  expect(String((await login('192.0.2.2')).headers.location)).toContain('/oauth/authorize');
});

test('metrics are served on their own port with routes, statuses and codes, and without ids', async () => {
  const port = await freePort();
  const browser = await signedIn({ config: { metrics: { port, host: '127.0.0.1' } } });
  await gateway.app.listen({ port: 0, host: '127.0.0.1' });
  await browser.appointment('424242');
  gateway.upstream.fail('/api/', { kind: 'status', status: 500 });
  await browser.appointment('424242');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  expect(text).toMatch(
    /request_seconds_count\{method="GET",route="\/api\/v1\/appointments\/:id",status="200"\} 1/,
  );
  expect(text).toMatch(/upstream_seconds_count\{outcome="500"\} 1/);
  expect(text).toMatch(/appointment_viewer_sessions \d/);
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds/);
  expect(text).not.toContain('424242');
});
