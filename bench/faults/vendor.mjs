// A stand-in for the service whose refresh tokens are valid once, and which can be slow, refuse, or flap.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { listen } from '../serving.mjs';

/** @typedef {'normal' | 'slow' | 'refusing' | 'flapping'} Mode */

/** Access tokens are refreshed 30 seconds before they expire, so each session refreshes about every 10 seconds. */
const lifetimeSeconds = 40;
const slowMs = 3_000;
const flapMs = 1_000;

const record = JSON.stringify({ success: 'true', data: { id: 1, code: 'APT-1', treatments: [] } });
const tenants = JSON.stringify({ success: true, data: [{ id: 1, name: 'Bench Clinic', timezone: 'UTC' }] });

export const startVendor = async () => {
  /** @type {Set<string>} */
  const access = new Set();
  /** @type {Set<string>} */
  const refresh = new Set();
  const state = { mode: /** @type {Mode} */ ('normal'), reused: 0, refreshes: 0 };

  const grant = () => {
    const tokens = { access_token: randomUUID(), refresh_token: randomUUID() };
    access.add(tokens.access_token);
    refresh.add(tokens.refresh_token);
    return JSON.stringify({ ...tokens, token_type: 'Bearer', expires_in: lifetimeSeconds });
  };

  /** @param {import('node:http').ServerResponse} response @param {number} status @param {string} body */
  const send = (response, status, body) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(body);

  /** @param {string} form @param {import('node:http').ServerResponse} response */
  const issue = (form, response) => {
    const token = new URLSearchParams(form).get('refresh_token');
    if (token !== null) {
      if (!refresh.delete(token)) {
        state.reused += 1;
        return send(response, 400, '{"error":"invalid_grant"}');
      }
      state.refreshes += 1;
    }
    return send(response, 200, grant());
  };

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  const respond = async (request, response) => {
    let form = '';
    for await (const chunk of request) form += String(chunk);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench');
    if (pathname === '/oauth/authorize') {
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.searchParams.set('code', randomUUID());
      back.searchParams.set('state', searchParams.get('state') ?? '');
      return void response.writeHead(302, { location: back.href }).end();
    }
    if (state.mode === 'refusing') return send(response, 503, '{"error":"service_unavailable","message":""}');
    if (state.mode === 'flapping' && Math.floor(performance.now() / flapMs) % 2 === 0)
      return void request.socket.destroy();
    if (state.mode === 'slow') await setTimeout(slowMs);
    if (pathname === '/oauth/token') return issue(form, response);
    if (pathname === '/oauth/revoke') return send(response, 200, '{}');
    if (!access.has(request.headers.authorization?.replace('Bearer ', '') ?? ''))
      return send(response, 401, '{"error":"unauthenticated","message":""}');
    return send(response, 200, pathname.endsWith('/tenants') ? tenants : record);
  };
  const site = await listen(
    createServer({ keepAliveTimeout: 120_000 }, (request, response) => void respond(request, response)),
  );
  const token = randomUUID();
  access.add(token);
  return { ...site, state, token };
};
