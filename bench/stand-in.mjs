// A stand-in for the upstream service, so that only the application is measured: it signs every user in without a page
// and has every appointment.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from './serving.mjs';

const tenants = JSON.stringify({ success: true, data: [{ id: 1, name: 'Bench Clinic', timezone: 'UTC' }] });

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} body */
const send = (response, status, body) =>
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} error */
const refuse = (response, status, error) =>
  send(response, status, JSON.stringify({ error, message: `Refused: ${error}.` }));

/**
 * @param {(id: number) => string} responseFor the response to `GET /api/v1/appointments/{id}`
 */
export const startStandIn = async (responseFor) => {
  /** Access tokens issued. @type {Set<string>} */
  const tokens = new Set();

  /** @param {URLSearchParams} query @param {import('node:http').ServerResponse} response */
  const approve = (query, response) => {
    const back = new URL(query.get('redirect_uri') ?? '');
    back.searchParams.set('code', randomUUID());
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  };
  const createToken = () => {
    const token = randomUUID();
    tokens.add(token);
    return token;
  };
  /** @param {import('node:http').ServerResponse} response */
  const grant = (response) => {
    const token = createToken();
    // Longer than any measurement, so that no token is refreshed during one.
    const lasting = { token_type: 'Bearer', expires_in: 86_400, refresh_token: randomUUID() };
    send(response, 200, JSON.stringify({ access_token: token, ...lasting }));
  };

  const site = listen(
    createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://bench');
      request.resume();
      if (pathname === '/oauth/authorize') return approve(searchParams, response);
      if (pathname === '/oauth/token') return grant(response);
      if (pathname === '/oauth/revoke') return send(response, 200, '{}');
      if (!tokens.has(request.headers.authorization?.replace('Bearer ', '') ?? ''))
        return refuse(response, 401, 'unauthenticated');
      if (pathname === '/api/v1/account/tenants') return send(response, 200, tenants);
      if (request.headers['x-tenant'] !== '1') return refuse(response, 422, 'validation_error');
      const id = /^\/api\/v1\/appointments\/(\d+)$/.exec(pathname)?.[1];
      return id === undefined
        ? refuse(response, 404, 'not_found')
        : send(response, 200, responseFor(Number(id)));
    }),
  );
  return { ...(await site), createToken };
};
