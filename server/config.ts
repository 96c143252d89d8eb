import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { dependencyProblems, type Environment, warningsFor } from './config-checks.ts';
import { schema } from './config-schema.ts';

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

/** Variables that may instead be read from the file that `…_FILE` names. */
const secretNames = [
  'DATABASE_URL',
  'MIGRATE_DATABASE_URL',
  'FLEXTELL_CLIENT_SECRET',
  'FLEXTELL_TOKEN',
  'SESSION_SECRET',
] as const;

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
