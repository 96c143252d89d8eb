import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
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
  /** Connections to PostgreSQL of this process. */
  poolSize: number;
  /** Milliseconds that one statement may take. */
  databaseTimeoutMs: number;
  /** The role without rights of its own that reads the demonstration's records. */
  demoReaderRole: string;
  upstream: Upstream;
  /** Milliseconds until a response of the service must be complete. */
  upstreamTimeoutMs: number;
  /** Each at least 32 characters: the first encrypts, all decrypt. Empty to use the secret in the data directory. */
  sessionSecrets: readonly string[];
  /** Addresses and networks of the proxies whose `X-Forwarded-*` headers are trusted. */
  trustedProxies: readonly string[];
  /** Where Prometheus metrics are served; null for nowhere. */
  metrics: { port: number; host: string } | null;
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

const splitList = (value: string): string[] => value.split(/[\s,]+/).filter((part) => part !== '');

const isAddressRange = (range: string): boolean => {
  const [address = '', prefix, ...rest] = range.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) !== 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
};

const leastSecretLength = 32;

/** Several secrets are separated by whitespace. A text of shorter parts is one secret, a passphrase. */
const splitSecrets = (value: string): string[] => {
  const parts = value.split(/\s+/);
  return parts.every((part) => part.length >= leastSecretLength) ? parts : [value];
};

/** False for a list with a part that was cut off: as a passphrase it would be another secret, and end every session. */
const areSecrets = (value: string): boolean => {
  const parts = value.split(/\s+/);
  const long = parts.filter((part) => part.length >= leastSecretLength).length;
  return value.length >= leastSecretLength && (long === 0 || long === parts.length);
};

/** Variables that may instead be read from the file that `…_FILE` names. */
const secretNames = [
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'FLEXTELL_CLIENT_SECRET',
  'FLEXTELL_TOKEN',
  'SESSION_SECRET',
] as const;

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
  DATABASE_POOL_SIZE: integer('a whole number from 1 to 1000', 1, 1000).default(10),
  DATABASE_TIMEOUT_MS: integer('a whole number of milliseconds from 100 to 5000', 100, 5000).default(4000),
  DEMO_READER_ROLE: text('the name of a role: lower-case letters, digits and underscores', (value) =>
    /^[a-z_][a-z0-9_]{0,62}$/.test(value),
  ).default('demo_reader'),
  UPSTREAM_TIMEOUT_MS: integer('a whole number of milliseconds from 100 to 9000', 100, 9000).default(8000),
  TRUSTED_PROXIES: text(
    'IP addresses or networks separated by spaces or commas, such as 10.0.0.5 or 10.0.0.0/8',
    (value) => splitList(value).every(isAddressRange),
  )
    .transform(splitList)
    .default([]),
  METRICS_PORT: integer('a whole number from 1 to 65535', 1, 65_535).nullable().default(null),
  METRICS_HOST: text('a host name or an IP address', (value) => /^[\w.:-]+$/.test(value)).default(
    '127.0.0.1',
  ),
  FLEXTELL_URL: origin(
    'an https origin such as https://dev.flextell.ai, without a path (http only to this machine)',
    (url) => url.protocol === 'https:' || isLoopback(url.hostname),
  ).optional(),
  FLEXTELL_CLIENT_ID: z.string().default(''),
  FLEXTELL_CLIENT_SECRET: z.string().default(''),
  FLEXTELL_SCOPES: text('scopes separated by spaces', (value) => scopesPattern.test(value)).default(
    'tenants:read appointments:read customers:read',
  ),
  FLEXTELL_TOKEN: text('an access token, without "Bearer"', (value) => /^[\w.~+/=-]+$/.test(value)).default(
    '',
  ),
  SESSION_SECRET: text('at least 32 characters long, and so must be each of several', areSecrets)
    .transform(splitSecrets)
    .default([]),
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
  if (env.FLEXTELL_TOKEN && env.TRUSTED_PROXIES)
    problems.push(
      'FLEXTELL_TOKEN is for this machine: TRUSTED_PROXIES must be unset, or a page could forge the host.',
    );
  const publicHost = parseOrigin(env.PUBLIC_URL ?? '')?.hostname;
  if (env.FLEXTELL_TOKEN && publicHost !== undefined && !isLoopback(publicHost))
    problems.push('FLEXTELL_TOKEN signs in everyone: PUBLIC_URL must be an address of this machine.');
  if (env.FLEXTELL_URL && !env.FLEXTELL_TOKEN)
    for (const name of ['FLEXTELL_CLIENT_ID', 'FLEXTELL_CLIENT_SECRET'])
      if (!env[name]) problems.push(`${name} is required with FLEXTELL_URL (or set FLEXTELL_TOKEN).`);
  return problems;
};

/** Whether a connection to PostgreSQL leaves this machine without TLS that is required. */
const isPlaintextDatabase = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  const mode = searchParams.get('sslmode') ?? (searchParams.get('ssl') === 'true' ? 'require' : '');
  const isLocal = host === '' || host.startsWith('/') || host.startsWith('%2F') || isLoopback(host);
  return !isLocal && !/^(require|verify-ca|verify-full|no-verify)$/.test(mode);
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
    ...(isPlaintextDatabase(env.DATABASE_URL ?? '')
      ? ['DATABASE_URL leaves this machine without TLS: add sslmode=verify-full.']
      : []),
    ...(env.FLEXTELL_URL &&
    env.FLEXTELL_CLIENT_ID &&
    !env.FLEXTELL_TOKEN &&
    !/(^| )openid( |$)/.test(env.FLEXTELL_SCOPES ?? '')
      ? [
          'FLEXTELL_SCOPES has no openid: the access log names users only if the access tokens are JWTs with a subject.',
        ]
      : []),
    ...(env.FLEXTELL_URL
      ? unused(env.FLEXTELL_TOKEN ? application : [], 'FLEXTELL_TOKEN is set.')
      : unused(
          [...application, 'FLEXTELL_SCOPES'],
          'FLEXTELL_URL is not set, so the embedded service runs.',
        )),
    ...Object.keys(env)
      .filter((name) => /^FLEX_?TELL?_/i.test(name) && !(name.replace(/_FILE$/, '') in schema.shape))
      .map((name) => `${name} is not a variable of this program: is it misspelt?`),
  ];
};

const withoutEmpty = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );

/**
 * The environment with the contents of the files that `…_FILE` variables of secrets name, without surrounding white
 * space, and one line for each file that cannot be read or whose variable is also set.
 */
export const readSecretFiles = (environment: Environment): { env: Environment; problems: string[] } => {
  const env: Record<string, string | undefined> = { ...withoutEmpty(environment) };
  const problems: string[] = [];
  for (const name of secretNames) {
    const file = env[`${name}_FILE`];
    if (file === undefined) continue;
    if (env[name] !== undefined) {
      problems.push(`${name} and ${name}_FILE are both set: set one of them.`);
      continue;
    }
    try {
      env[name] = readFileSync(file, 'utf8').trim();
      if (env[name] === '') problems.push(`${name}_FILE names an empty file.`);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      problems.push(`${name}_FILE names a file that cannot be read (${code}).`);
    }
  }
  return { env, problems };
};

/**
 * Reads the environment into a configuration, or into one line for each variable that is wrong. A line never contains
 * the value, which may be a secret or a URL with a password. An empty variable counts as unset.
 */
export const parseEnvironment = (environment: Environment): ParsedEnvironment => {
  const { env, problems: fileProblems } = readSecretFiles(environment);
  const warnings = warningsFor(env);
  const parsed = schema.safeParse(env);
  const invalid = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  const problems = [...fileProblems, ...invalid, ...(fileProblems.length > 0 ? [] : dependencyProblems(env))];
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
      poolSize: data.DATABASE_POOL_SIZE,
      databaseTimeoutMs: data.DATABASE_TIMEOUT_MS,
      demoReaderRole: data.DEMO_READER_ROLE,
      upstream,
      upstreamTimeoutMs: data.UPSTREAM_TIMEOUT_MS,
      sessionSecrets: data.SESSION_SECRET,
      trustedProxies: data.TRUSTED_PROXIES,
      metrics: data.METRICS_PORT === null ? null : { port: data.METRICS_PORT, host: data.METRICS_HOST },
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
