import { isIP } from 'node:net';
import { isSupportedCountry } from 'libphonenumber-js/min';
import * as z from 'zod';

/** The environment variables of the server, their forms and defaults. */

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const scopesPattern = /^[\x21\x23-\x5b\x5d-\x7e]+( +[\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** Whether a host name or IP address can only be reached from this machine. */
export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);

const isTimeZone = (name: string): boolean => {
  // PostgreSQL reads the sign of an offset such as +03:00 the other way round.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The URL of an origin: scheme, host and port only; null for anything else. */
export const parseOrigin = (text: string): URL | null => {
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

/** The environment by variable; an unset one has its default. */
export const schema = z.object({
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
