import { isDatabaseUnavailable } from './errors.ts';

const messages: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL rejected the user or the password of DATABASE_URL: correct them there.',
  '28000':
    'PostgreSQL does not let this user connect from here: check its login right and pg_hba.conf (TLS: sslmode=verify-full).',
  '3D000': 'The database in DATABASE_URL does not exist: create it, or correct its name.',
  '42501':
    'The user of DATABASE_URL may not prepare the database: run "appointment-viewer migrate --grant-to ROLE" as its owner.',
  '53300': 'PostgreSQL has no free connections: raise max_connections, or lower DATABASE_POOL_SIZE.',
  '57P03': 'PostgreSQL is starting up or shutting down: try again in a moment.',
  ECONNREFUSED: 'Nothing listens at the host and port of DATABASE_URL: start PostgreSQL, or correct them.',
  ENOTFOUND: 'The host of DATABASE_URL is not known: correct its name.',
  EAI_AGAIN: 'The host of DATABASE_URL cannot be looked up now: check DNS.',
  ENOENT: 'The socket of DATABASE_URL does not exist: start PostgreSQL, or correct the path.',
  CERT_HAS_EXPIRED: 'The certificate of PostgreSQL has expired: renew it.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'The certificate of PostgreSQL is for another host: use that name in DATABASE_URL.',
};

const untrusted =
  'The certificate of PostgreSQL is not trusted: name its authority in DATABASE_URL (sslrootcert=/path/to/ca.crt).';
const untrustedCode = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+)$/;

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * One line about why the database cannot be used, with the remedy and without the address, user or password; null for
 * other errors.
 */
export const explainConnectionError = (error: unknown): string | null => {
  // pg tried several IP addresses of one host.
  if (error instanceof AggregateError)
    return error.errors.map(explainConnectionError).find((text) => text !== null) ?? null;
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if (/does not support SSL/.test(error.message))
    return 'PostgreSQL offers no TLS, but DATABASE_URL requires it: enable TLS there, or remove sslmode.';
  if (untrustedCode.test(code)) return untrusted;
  if ('syscall' in error && error.syscall === 'open')
    return 'A file that DATABASE_URL names (sslrootcert, sslcert or sslkey) cannot be read: correct its path.';
  if (/client password must be/.test(error.message))
    return 'PostgreSQL asks for a password, but DATABASE_URL has none: add it there.';
  const isNetworkOrSqlState =
    'syscall' in error || /^(?=.*\d)[0-9A-Z]{5}$/.test(code) || code.includes('CERT');
  if (isNetworkOrSqlState && messages[code] !== undefined) return messages[code];
  return isDatabaseUnavailable(error)
    ? 'PostgreSQL at DATABASE_URL does not respond: check host, port and firewall.'
    : null;
};
