import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { type Config, parseEnvironment } from './config.ts';
import { findAdminSocket } from './data-directory.ts';
import { openPool } from './database/pool.ts';
import { statementsOf } from './database/transaction.ts';
import { demoCredentials, getToken } from './embedded/http-client.mjs';
import { clientSecretPath } from './gateway/admin.ts';
import { decryptRootSecret, deriveSecret } from './gateway/root-secret.ts';

const usage = `Usage: appointment-viewer token [--user NAME] [--password PASSWORD] [--scope "SCOPES"]
  --user       ${demoCredentials.username} by default
  --password   the demonstration's by default
  --scope      "tenants:read appointments:read customers:read" by default
Reads PORT, PUBLIC_URL, DATABASE_URL, DATA_DIR and SESSION_SECRET as the server does, which must be running with the
demonstration service.`;

const readOptions = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        user: { type: 'string', default: demoCredentials.username },
        password: { type: 'string', default: demoCredentials.password },
        scope: { type: 'string', default: 'tenants:read appointments:read customers:read' },
      },
    }).values;
  } catch {
    return null;
  }
};

const readFromServer = async (socketPath: string): Promise<string> => {
  const sent = request({ socketPath, path: clientSecretPath }).end();
  const [response] = await once(sent, 'response');
  if (response.statusCode !== 200) throw new Error('The server is starting.');
  return text(response);
};

/** The client secret of the running server, from its database or its admin socket. */
const readClientSecret = async (config: Config): Promise<string> => {
  if (config.databaseUrl !== null) {
    const pool = await openPool({ url: config.databaseUrl });
    try {
      const rootSecret = await decryptRootSecret(statementsOf(pool), config.sessionSecrets);
      if (rootSecret === null) throw new Error('SESSION_SECRET is not the secret of the server.');
      return deriveSecret(rootSecret, 'client secret');
    } finally {
      await pool.end();
    }
  }
  const { dataDirectory } = config;
  const socketPath = existsSync(dataDirectory) ? await findAdminSocket(dataDirectory) : null;
  if (socketPath !== null) return readFromServer(socketPath);
  return deriveSecret(readFileSync(join(dataDirectory, 'session-secret'), 'utf8').trim(), 'client secret');
};

/**
 * `appointment-viewer token`: prints an access token of the running demonstration service, for the documented `curl`.
 * Failures are printed and set the exit code.
 */
export const printToken = async (args: string[]): Promise<void> => {
  if (args.includes('--help')) return void process.stdout.write(`${usage}\n`);
  const options = readOptions(args);
  try {
    const parsed = parseEnvironment(process.env);
    if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
    if (options === null) throw new Error(usage);
    const { config } = parsed;
    const { origin } = new URL(config.publicUrl ?? `http://localhost:${config.port}`);
    const clientSecret = await readClientSecret(config);
    const credentials = { username: options.user, password: options.password };
    process.stdout.write(`${await getToken(origin, { clientSecret, scope: options.scope }, credentials)}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    if (options !== null)
      process.stderr.write('The server must be running, with the demonstration service.\n');
    process.exitCode = 1;
  }
};
