// Signs in over HTTP, with cookies and redirects but no browser.
import { hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const demoCredentials = { username: 'elif.yilmaz@example.com', password: 'appointments' };

/** @typedef {{ name: string, value: string, path: string }} Cookie */
/** @typedef {{ username: string, password: string }} Credentials */

/** @param {Response} response @returns {string} */
const redirectTarget = ({ status, url, headers }) => {
  const location = headers.get('location');
  if (location === null) throw new Error(`${url} responded with ${status}, not with a redirect.`);
  return new URL(location, url).href;
};

/** @param {string} origin */
const createClient = (origin) => {
  /** By name and path: the authorization server sets the same name for several paths. @type {Map<string, Cookie>} */
  const cookies = new Map();

  /** @param {string} address a URL or path @param {Record<string, string>} [form] posted if given */
  const request = async (address, form) => {
    const url = new URL(address, origin);
    const cookie = [...cookies.values()]
      .filter(({ path }) => path === '/' || url.pathname === path || url.pathname.startsWith(`${path}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
    const response = await fetch(url, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { accept: 'text/html', ...(cookie && { cookie }) },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value === '') cookies.delete(`${name} ${path}`);
      else cookies.set(`${name} ${path}`, { name, value, path });
    }
    return response;
  };

  /** @param {string} address */
  const followRedirect = async (address) => {
    const response = await request(address);
    await response.body?.cancel();
    return redirectTarget(response);
  };

  /**
   * Follows an authorization request to the redirect URI, through the demonstration's sign-in page if there is one.
   *
   * @param {string} address
   * @param {Credentials} credentials
   */
  const authorize = async (address, credentials) => {
    const next = await followRedirect(address);
    if (!new URL(next).pathname.startsWith('/oauth/sign-in/')) return next;
    const response = await request(next, { ...credentials });
    await response.body?.cancel();
    if (response.status === 422) throw new Error('The user name or the password is wrong.');
    if (response.status === 429) throw new Error('Too many sign-in attempts.');
    return followRedirect(redirectTarget(response));
  };
  return { cookies, request, followRedirect, authorize };
};

/**
 * Signs in to the application at `origin`.
 *
 * @param {string} origin
 * @param {Credentials} [credentials]
 * @returns {Promise<Cookie[]>} the cookies of the session
 */
export const signIn = async (origin, credentials = demoCredentials) => {
  const { cookies, followRedirect, authorize } = createClient(origin);
  await followRedirect(await authorize(await followRedirect('/auth/login'), credentials));
  return [...cookies.values()].filter(({ path }) => path === '/');
};

/** @param {readonly Cookie[]} cookies @returns {string} the value of a `Cookie` header */
export const cookieHeader = (cookies) => cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

/**
 * The client secret that a server whose secret was never rotated derives for its gateway.
 *
 * @param {string} dataDirectory of the server
 */
export const readClientSecret = (dataDirectory) => {
  const secret = process.env.SESSION_SECRET || readFileSync(join(dataDirectory, 'session-secret'), 'utf8');
  const key = hkdfSync('sha256', secret.trim(), '', 'appointment-viewer client secret v1', 32);
  return Buffer.from(key).toString('base64url');
};

/**
 * Gets an access token of the demonstration service as a client application does, with the authorization-code flow.
 *
 * @param {string} origin
 * @param {{ clientSecret: string, scope: string }} options
 * @param {Credentials} [credentials]
 * @returns {Promise<string>}
 */
export const getToken = async (origin, { clientSecret, scope }, credentials = demoCredentials) => {
  const { request, authorize } = createClient(origin);
  const redirectUri = `${origin}/auth/callback`;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'appointment-viewer',
    redirect_uri: redirectUri,
    scope,
    state: 'token',
  });
  const callback = new URL(await authorize(`/oauth/authorize?${query.toString()}`, credentials));
  const code = callback.searchParams.get('code');
  if (code === null) throw new Error(`Authorization failed: ${callback.searchParams.get('error')}`);
  const response = await request('/oauth/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: 'appointment-viewer',
    client_secret: clientSecret,
  });
  const body = await response.text();
  const token = /"access_token":"([^"]+)"/.exec(body)?.[1];
  if (token === undefined) throw new Error(`The token request failed: ${body}`);
  return token;
};
