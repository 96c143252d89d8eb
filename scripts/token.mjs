import { hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run token`: prints an access token of the embedded service, got the way any client gets one: the
 * authorization-code flow over HTTP, against the running server. For the vendor's documented `curl`, and for nothing
 * else: the gateway never hands a token out. Reads PORT, PUBLIC_URL, DATA_DIR and SESSION_SECRET as the server does.
 */

const usage = `Usage: npm run --silent token -- [--user NAME] [--password PASSWORD] [--scope "SCOPES"]
  --user       who signs in; elif.yilmaz@example.com by default
  --password   the demonstration's by default
  --scope      "account:read tenants:read appointments:read customers:read" by default`;

/** @param {string} text @returns {never} */
const stop = (text) => {
  console.error(text);
  process.exit(1);
};

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        user: { type: 'string', default: 'elif.yilmaz@example.com' },
        password: { type: 'string', default: 'appointments' },
        scope: { type: 'string', default: 'account:read tenants:read appointments:read customers:read' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch {
    return stop(usage);
  }
};
const options = readOptions();
if (options.help) stop(usage);

const origin = new URL(process.env.PUBLIC_URL || `http://localhost:${process.env.PORT || '3000'}`).origin;
const redirectUri = `${origin}/auth/callback`;
const clientId = 'appointment-viewer';

/** The secret that server/parts.ts derives for the gateway, the embedded service's one registered client. */
const readClientSecret = async () => {
  const path = join(process.env.DATA_DIR || '.data', 'session-secret');
  const secret =
    process.env.SESSION_SECRET ||
    (await readFile(path, 'utf8').catch(() => stop(`${path} is missing: start the server first.`)));
  const key = hkdfSync('sha256', secret.trim(), '', 'appointment-viewer client secret v1', 32);
  return Buffer.from(key).toString('base64url');
};

/** @type {Map<string, { name: string, value: string, path: string }>} */
const jar = new Map();

/** @param {string} address @param {Record<string, string>} [form] */
const send = async (address, form) => {
  const url = new URL(address, origin);
  const cookie = [...jar.values()]
    .filter(({ path }) => url.pathname === path || url.pathname.startsWith(`${path}/`))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const answer = await fetch(url, {
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    headers: { accept: 'text/html', ...(cookie && { cookie }) },
    redirect: 'manual',
  }).catch(() => stop(`${origin} does not answer: start the server first.`));
  for (const line of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/';
    if (name && value !== undefined) jar.set(`${name} ${path}`, { name, value, path });
  }
  return answer;
};

/** @param {Response} answer @returns {string} */
const next = (answer) =>
  answer.headers.get('location') ?? stop(`The server answered ${answer.status} in place of a redirect.`);

const authorize = new URLSearchParams({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: redirectUri,
  scope: options.scope,
  state: 'token',
});
const clientSecret = await readClientSecret();
const page = next(await send(`/oauth/authorize?${authorize.toString()}`));
if (!page.includes('/oauth/sign-in/'))
  stop(`${origin} is not an embedded service, or has another PUBLIC_URL.`);
const signedIn = await send(page, { username: options.user, password: options.password });
if (signedIn.status === 422) stop('The user name or the password is not right.');
if (signedIn.status === 429) stop('Too many attempts: wait, or restart the server.');
const back = new URL(next(await send(next(signedIn))));
const code = back.searchParams.get('code') ?? stop(`Refused: ${back.searchParams.get('error')}`);
const answer = await send('/oauth/token', {
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
  client_id: clientId,
  client_secret: clientSecret,
});
const tokens = await answer.json();
/** @param {string} key @returns {string | null} */
const field = (key) => {
  const value = typeof tokens === 'object' && tokens !== null ? Reflect.get(tokens, key) : null;
  return typeof value === 'string' ? value : null;
};
console.log(field('access_token') ?? stop(`Refused: ${field('error')}`));
