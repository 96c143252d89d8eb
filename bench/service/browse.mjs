/** Signs in as a browser and as an application would, for the cookie and the token that requests are measured with. */

const username = 'elif.yilmaz@example.com';
const password = 'appointments';

const createJar = () => {
  /** @type {Map<string, string>} */
  const jar = new Map();
  /** @param {string} address @param {Record<string, string>} [form] */
  const open = async (address, form) => {
    const answer = await fetch(address, {
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
      headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  };
  return { jar, open };
};

/** @param {Response} answer @param {string} base @returns {string} */
const next = (answer, base) => {
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`${answer.status} in place of a redirect`);
  return new URL(location, base).href;
};

/**
 * @param {(address: string, form?: Record<string, string>) => Promise<Response>} open
 * @param {string} authorize
 * @returns {Promise<string>} the address that the browser is sent back to, with a code
 */
const giveConsent = async (open, authorize) => {
  const page = next(await open(authorize), authorize);
  const posted = next(await open(page, { username, password }), page);
  return next(await open(posted), posted);
};

/**
 * @param {import('./host.mjs').Addresses} addresses
 * @returns {Promise<{ authorization: string }>} headers that the service knows a person by
 */
export const tokenFor = async ({ gateway, client }) => {
  const { open } = createJar();
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.id,
    redirect_uri: client.redirectUri,
    scope: 'appointments:read tenants:read',
    state: 'bench',
  });
  const back = new URL(await giveConsent(open, `${gateway}/oauth/authorize?${query.toString()}`));
  const answer = await open(`${gateway}/oauth/token`, {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? '',
    redirect_uri: client.redirectUri,
    client_id: client.id,
    client_secret: client.secret,
  });
  const tokens = await answer.json();
  if (!answer.ok) throw new Error(`no token: ${JSON.stringify(tokens)}`);
  return { authorization: `Bearer ${tokens.access_token}` };
};

/**
 * @param {import('./host.mjs').Addresses} addresses
 * @returns {Promise<{ cookie: string }>} headers that the gateway knows a session by
 */
export const sessionAt = async ({ gateway }) => {
  const { jar, open } = createJar();
  const authorize = next(await open(`${gateway}/auth/login?return_to=/`), gateway);
  await open(await giveConsent(open, authorize));
  return { cookie: [...jar].map((pair) => pair.join('=')).join('; ') };
};
