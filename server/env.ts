import { resolve } from 'node:path';

/** What stands behind the gateway. */
type Upstream =
  /** No `FLEXTELL_URL`: the embedded service, in this process. */
  | { kind: 'embedded' }
  /** The service at `origin`, people signing in through its authorization server. */
  | { kind: 'oauth'; origin: string; clientId: string; clientSecret: string; scopes: string }
  /** The service at `origin`, with one access token in hand: one person, one machine. */
  | { kind: 'token'; origin: string; token: string };

export interface Config {
  /** 0 lets the system choose. */
  port: number;
  host: string;
  /** Origin that browsers use; null where it follows from the port: `http://localhost:PORT`. */
  publicUrl: string | null;
  /** Absolute. */
  dataDirectory: string;
  databaseUrl: string | null;
  upstream: Upstream;
  /** At least 32 characters; null where it is to be kept in the data directory. */
  sessionSecret: string | null;
  idleMinutes: number;
  timeZone: string | null;
  currency: string | null;
  /** Origins that pictures of people may be loaded from. */
  avatarOrigins: string[];
  logLevel: string;
}

export type ParsedEnvironment =
  | { ok: true; config: Config; warnings: string[] }
  | { ok: false; problems: string[]; warnings: string[] };

const flextellVariables = new Set([
  'FLEXTELL_URL',
  'FLEXTELL_CLIENT_ID',
  'FLEXTELL_CLIENT_SECRET',
  'FLEXTELL_SCOPES',
  'FLEXTELL_TOKEN',
]);

const defaultScopes = 'account:read tenants:read appointments:read customers:read';
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** Whether a host name or address can only be reached from this machine. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The URL of an origin: scheme, host and port, and nothing else. */
const readOrigin = (text: string): URL | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const bare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username + url.password === '';
  return bare && /^https?:$/.test(url.protocol) ? url : null;
};

/** https origins separated by spaces, each once; null where one of them is none. */
const readOrigins = (text: string): string[] | null => {
  const origins = text
    .split(/\s/)
    .filter((one) => one !== '')
    .map(readOrigin);
  if (origins.some((one) => one?.protocol !== 'https:')) return null;
  // A host may hold characters that end a source of a content policy.
  const texts = origins.flatMap((one) => (one === null ? [] : [one.origin]));
  return texts.every((one) => /^https:\/\/[\w.:[\]-]+$/.test(one)) ? [...new Set(texts)] : null;
};

const oneOf = (test: (text: string) => boolean) => (text: string) => (test(text) ? text : null);
const within = (least: number, most: number) => (text: string) =>
  /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null;

interface Reader {
  problems: string[];
  warnings: string[];
  /** The text of a variable, null where it is unset or empty. */
  get: (name: string) => string | null;
  /** The value where `accept` takes it; else a problem, and the fallback in its place. */
  checked: <T>(name: string, fallback: T, accept: (text: string) => T | null, expected: string) => T;
}

const createReader = (env: Readonly<Record<string, string | undefined>>): Reader => {
  const problems: string[] = [];
  const get = (name: string): string | null => env[name]?.trim() || null;
  const checked: Reader['checked'] = (name, fallback, accept, expected) => {
    const text = get(name);
    if (text === null) return fallback;
    const value = accept(text);
    if (value === null) problems.push(`${name} must be ${expected}.`);
    return value ?? fallback;
  };
  return { problems, warnings: [], get, checked };
};

const readUpstream = ({ get, checked, problems, warnings }: Reader, host: string): Upstream => {
  const url = checked(
    'FLEXTELL_URL',
    null,
    (text) => {
      const origin = readOrigin(text);
      return origin && (origin.protocol === 'https:' || isLoopback(origin.hostname)) ? origin : null;
    },
    'an https origin such as https://dev.flextell.ai, without a path (http only to this machine)',
  );
  const token = get('FLEXTELL_TOKEN');
  const application = ['FLEXTELL_CLIENT_ID', 'FLEXTELL_CLIENT_SECRET'] as const;
  if (get('FLEXTELL_URL') === null) {
    if (token) problems.push('FLEXTELL_TOKEN needs FLEXTELL_URL: the service that the token is for.');
    for (const name of [...application, 'FLEXTELL_SCOPES'])
      if (get(name))
        warnings.push(`${name} is not used: FLEXTELL_URL is not set, so the embedded service runs.`);
    return { kind: 'embedded' };
  }
  const origin = url?.origin ?? '';
  if (token) {
    if (!/^[\w.~+/=-]+$/.test(token))
      problems.push('FLEXTELL_TOKEN must be an access token, without "Bearer".');
    if (!isLoopback(host))
      problems.push(
        'FLEXTELL_TOKEN signs in whoever can reach this machine: HOST must be a loopback address.',
      );
    for (const name of application)
      if (get(name)) warnings.push(`${name} is not used: FLEXTELL_TOKEN is set.`);
    return { kind: 'token', origin, token };
  }
  for (const name of application)
    if (!get(name)) problems.push(`${name} is required with FLEXTELL_URL (or set FLEXTELL_TOKEN).`);
  return {
    kind: 'oauth',
    origin,
    clientId: get('FLEXTELL_CLIENT_ID') ?? '',
    clientSecret: get('FLEXTELL_CLIENT_SECRET') ?? '',
    scopes: checked(
      'FLEXTELL_SCOPES',
      defaultScopes,
      oneOf((text) => /^[\x21\x23-\x5b\x5d-\x7e]+( +[\x21\x23-\x5b\x5d-\x7e]+)*$/.test(text)),
      'scopes separated by spaces',
    ),
  };
};

/**
 * Reads the environment into a configuration, or into one line per variable that is wrong. The lines never hold
 * a value: it may be a secret, or an address with a password in it. An empty variable counts as unset.
 */
export function parseEnvironment(env: Readonly<Record<string, string | undefined>>): ParsedEnvironment {
  const reader = createReader(env);
  const { problems, warnings, get, checked } = reader;
  const host = checked(
    'HOST',
    '127.0.0.1',
    oneOf((text) => /^[\w.:-]+$/.test(text)),
    'a host name or an IP address',
  );

  const publicUrl = checked('PUBLIC_URL', null, readOrigin, 'an http or https origin, without a path');
  if (publicUrl?.protocol === 'http:' && !isLoopback(publicUrl.hostname))
    warnings.push('PUBLIC_URL is plain http: whoever is on the way can read everything. Use https.');

  const databaseUrl = checked(
    'DATABASE_URL',
    null,
    oneOf((text) => /^postgres(ql)?:$/.test(URL.canParse(text) ? new URL(text).protocol : '')),
    'a postgres:// address',
  );
  const sessionSecret = checked(
    'SESSION_SECRET',
    null,
    oneOf((text) => text.length >= 32),
    'at least 32 characters long',
  );
  if (databaseUrl && get('SESSION_SECRET') === null)
    problems.push(
      'SESSION_SECRET is required with DATABASE_URL: it encrypts the tokens that are stored there.',
    );

  const config: Config = {
    port: checked('PORT', 3000, within(0, 65_535), 'a whole number from 0 to 65535'),
    host,
    publicUrl: publicUrl?.origin ?? null,
    dataDirectory: resolve(get('DATA_DIR') ?? '.data'),
    databaseUrl,
    upstream: readUpstream(reader, host),
    sessionSecret,
    idleMinutes: checked(
      'SESSION_IDLE_MINUTES',
      15,
      within(1, 720),
      'a whole number of minutes from 1 to 720',
    ),
    timeZone: checked(
      'CLINIC_TIME_ZONE',
      null,
      oneOf(isTimeZone),
      'an IANA time zone such as Europe/Istanbul',
    ),
    currency: checked(
      'CURRENCY',
      null,
      oneOf((text) => Intl.supportedValuesOf('currency').includes(text)),
      'an ISO 4217 code such as TRY',
    ),
    avatarOrigins: checked(
      'AVATAR_ORIGINS',
      [],
      readOrigins,
      'https origins separated by spaces, such as https://pictures.example.com',
    ),
    logLevel: checked(
      'LOG_LEVEL',
      'info',
      oneOf((text) => levels.includes(text)),
      `one of ${levels.join(', ')}`,
    ),
  };

  for (const name of Object.keys(env))
    if (/^FLEX_?TELL?_/i.test(name) && !flextellVariables.has(name))
      warnings.push(`${name} is not a variable of this program: is it misspelt?`);

  return problems.length > 0 ? { ok: false, problems, warnings } : { ok: true, config, warnings };
}
