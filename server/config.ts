import { resolve } from 'node:path';
import { isSupportedCountry } from 'libphonenumber-js/min';
import * as z from 'zod';

/** The service that the gateway calls. */
type Upstream =
  /** No `FLEXTELL_URL`: the embedded service, in this process. */
  | { kind: 'embedded' }
  /** The service at `origin`; users sign in at its authorization server. */
  | { kind: 'oauth'; origin: string; clientId: string; clientSecret: string; scopes: string }
  /** The service at `origin` with one access token, for one user on one machine. */
  | { kind: 'token'; origin: string; token: string };

export interface Config {
  /** The port to listen on; 0 for a free port. */
  port: number;
  host: string;
  /** The origin that browsers use; null for `http://localhost:PORT`. */
  publicUrl: string | null;
  /** The absolute path of the data directory. */
  dataDirectory: string;
  databaseUrl: string | null;
  upstream: Upstream;
  /** At least 32 characters; null to use the secret in the data directory. */
  sessionSecret: string | null;
  idleMinutes: number;
  timeZone: string | null;
  currency: string | null;
  /** ISO 3166 code of the country of national phone numbers. */
  phoneCountry: string | null;
  /** Origins that avatars may be loaded from. */
  avatarOrigins: string[];
  /** Whether the page may link to WhatsApp with a customer's phone number. */
  whatsappLinks: boolean;
  /** The URL of an appointment in Flextell, with `{id}` and perhaps `{tenant}`; null for no link. */
  appUrl: string | null;
  logLevel: string;
}

export type ParsedEnvironment =
  | { ok: true; config: Config; warnings: string[] }
  | { ok: false; problems: string[]; warnings: string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const scopesPattern = /^[\x21\x23-\x5b\x5d-\x7e]+( +[\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** Whether a host name or IP address can only be reached from this machine. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The URL of an origin: scheme, host and port only; null for anything else. */
const parseOrigin = (text: string): URL | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isBare =
    url?.pathname === '/' && url.search === '' && url.hash === '' && url.username + url.password === '';
  return url && isBare && /^https?:$/.test(url.protocol) ? url : null;
};

/** A host may contain characters that end a source in a content security policy. */
const isAvatarOrigin = (text: string): boolean => {
  const url = parseOrigin(text);
  return url?.protocol === 'https:' && /^https:\/\/[\w.:[\]-]+$/.test(url.origin);
};

/** An https URL with `{id}`, and perhaps `{tenant}`, after its origin: a number must not choose the server. */
const isAppUrl = (text: string): boolean => {
  const [, origin = '', path = ''] = /^(https:\/\/[^/?#{}]+)([/?#]\S*)$/.exec(text) ?? [];
  return (
    parseOrigin(origin) !== null &&
    path.includes('{id}') &&
    !/[{}]/.test(path.replaceAll(/\{(id|tenant)\}/g, ''))
  );
};

const text = (expected: string, isValid: (value: string) => boolean) =>
  z.string().refine(isValid, `must be ${expected}.`);

const origin = (expected: string, isValid: (url: URL) => boolean = () => true) =>
  text(expected, (value) => {
    const url = parseOrigin(value);
    return url !== null && isValid(url);
  }).transform((value) => new URL(value).origin);

const integer = (expected: string, minimum: number, maximum: number) =>
  text(
    expected,
    (value) => /^\d{1,5}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum,
  ).transform(Number);

const schema = z.object({
  PORT: integer('a whole number from 0 to 65535', 0, 65_535).default(3000),
  HOST: text('a host name or an IP address', (value) => /^[\w.:-]+$/.test(value)).default('127.0.0.1'),
  PUBLIC_URL: origin('an http or https origin, without a path').nullable().default(null),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: text('a postgres:// URL', (value) =>
    /^postgres(ql)?:$/.test(URL.canParse(value) ? new URL(value).protocol : ''),
  )
    .nullable()
    .default(null),
  FLEXTELL_URL: origin(
    'an https origin such as https://dev.flextell.ai, without a path (http only to this machine)',
    (url) => url.protocol === 'https:' || isLoopback(url.hostname),
  ).optional(),
  FLEXTELL_CLIENT_ID: z.string().default(''),
  FLEXTELL_CLIENT_SECRET: z.string().default(''),
  FLEXTELL_SCOPES: text('scopes separated by spaces', (value) => scopesPattern.test(value)).default(
    'account:read tenants:read appointments:read customers:read',
  ),
  FLEXTELL_TOKEN: text('an access token, without "Bearer"', (value) => /^[\w.~+/=-]+$/.test(value)).default(
    '',
  ),
  SESSION_SECRET: text('at least 32 characters long', (value) => value.length >= 32)
    .nullable()
    .default(null),
  SESSION_IDLE_MINUTES: integer('a whole number of minutes from 1 to 720', 1, 720).default(15),
  CLINIC_TIME_ZONE: text('an IANA time zone such as Europe/Istanbul', isTimeZone).nullable().default(null),
  CURRENCY: text('an ISO 4217 code such as TRY', (value) =>
    Intl.supportedValuesOf('currency').includes(value),
  )
    .nullable()
    .default(null),
  PHONE_COUNTRY: text('an ISO 3166 country code such as TR', isSupportedCountry).nullable().default(null),
  AVATAR_ORIGINS: text('https origins separated by spaces, such as https://pictures.example.com', (value) =>
    value.split(/\s+/).every(isAvatarOrigin),
  )
    .transform((value) => [...new Set(value.split(/\s+/).map((url) => new URL(url).origin))])
    .default([]),
  WHATSAPP_LINKS: text('0 or 1', (value) => /^[01]$/.test(value))
    .transform((value) => value === '1')
    .default(false),
  FLEXTELL_APP_URL: text(
    'an https URL with {id} and perhaps {tenant}, such as https://app.example.com/appointments/{id}',
    isAppUrl,
  )
    .nullable()
    .default(null),
  LOG_LEVEL: text(`one of ${logLevels.join(', ')}`, (value) =>
    logLevels.some((level) => level === value),
  ).default('info'),
});

/** One line for each variable that another one requires or contradicts. */
const dependencyProblems = (env: Environment): string[] => {
  const problems: string[] = [];
  if (env.DATABASE_URL && !env.SESSION_SECRET)
    problems.push(
      'SESSION_SECRET is required with DATABASE_URL: it encrypts the tokens that are stored there.',
    );
  if (env.FLEXTELL_TOKEN && !env.FLEXTELL_URL)
    problems.push('FLEXTELL_TOKEN needs FLEXTELL_URL: the service that the token is for.');
  if (env.FLEXTELL_TOKEN && env.FLEXTELL_URL && env.HOST && !isLoopback(env.HOST))
    problems.push(
      'FLEXTELL_TOKEN signs in everyone who can reach this machine: HOST must be a loopback address.',
    );
  if (env.FLEXTELL_URL && !env.FLEXTELL_TOKEN)
    for (const name of ['FLEXTELL_CLIENT_ID', 'FLEXTELL_CLIENT_SECRET'])
      if (!env[name]) problems.push(`${name} is required with FLEXTELL_URL (or set FLEXTELL_TOKEN).`);
  return problems;
};

const warningsFor = (env: Environment): string[] => {
  const application = ['FLEXTELL_CLIENT_ID', 'FLEXTELL_CLIENT_SECRET'];
  const unused = (names: readonly string[], reason: string) =>
    names.filter((name) => env[name]).map((name) => `${name} is not used: ${reason}`);
  const publicUrl = parseOrigin(env.PUBLIC_URL ?? '');
  return [
    ...(publicUrl?.protocol === 'http:' && !isLoopback(publicUrl.hostname)
      ? ['PUBLIC_URL is plain http: anyone on the network path can read everything. Use https.']
      : []),
    ...(env.FLEXTELL_URL
      ? unused(env.FLEXTELL_TOKEN ? application : [], 'FLEXTELL_TOKEN is set.')
      : unused(
          [...application, 'FLEXTELL_SCOPES'],
          'FLEXTELL_URL is not set, so the embedded service runs.',
        )),
    ...Object.keys(env)
      .filter((name) => /^FLEX_?TELL?_/i.test(name) && !(name in schema.shape))
      .map((name) => `${name} is not a variable of this program: is it misspelt?`),
  ];
};

/**
 * Reads the environment into a configuration, or into one line for each variable that is wrong. A line never contains
 * the value, which may be a secret or a URL with a password. An empty variable counts as unset.
 */
export const parseEnvironment = (environment: Environment): ParsedEnvironment => {
  const env: Environment = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const warnings = warningsFor(env);
  const parsed = schema.safeParse(env);
  const invalid = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  const problems = [...invalid, ...dependencyProblems(env)];
  if (!parsed.success || problems.length > 0) return { ok: false, problems, warnings };
  const { data } = parsed;
  const upstream = ((): Upstream => {
    if (data.FLEXTELL_URL === undefined) return { kind: 'embedded' };
    if (data.FLEXTELL_TOKEN) return { kind: 'token', origin: data.FLEXTELL_URL, token: data.FLEXTELL_TOKEN };
    return {
      kind: 'oauth',
      origin: data.FLEXTELL_URL,
      clientId: data.FLEXTELL_CLIENT_ID,
      clientSecret: data.FLEXTELL_CLIENT_SECRET,
      scopes: data.FLEXTELL_SCOPES,
    };
  })();
  return {
    ok: true,
    warnings,
    config: {
      port: data.PORT,
      host: data.HOST,
      publicUrl: data.PUBLIC_URL,
      dataDirectory: resolve(data.DATA_DIR),
      databaseUrl: data.DATABASE_URL,
      upstream,
      sessionSecret: data.SESSION_SECRET,
      idleMinutes: data.SESSION_IDLE_MINUTES,
      timeZone: data.CLINIC_TIME_ZONE,
      currency: data.CURRENCY,
      phoneCountry: data.PHONE_COUNTRY,
      avatarOrigins: data.AVATAR_ORIGINS,
      whatsappLinks: data.WHATSAPP_LINKS,
      appUrl: data.FLEXTELL_APP_URL,
      logLevel: data.LOG_LEVEL,
    },
  };
};
