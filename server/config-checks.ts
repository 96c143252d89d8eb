import { isLoopback, parseOrigin, schema } from './config-schema.ts';

/** Checks of environment variables that depend on each other. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** One line for each variable that another one requires or contradicts. */
export const dependencyProblems = (env: Environment): string[] => {
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

/** One line for each setting that is unsafe or has no effect. */
export const warningsFor = (env: Environment): string[] => {
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
