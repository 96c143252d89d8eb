import { parseArgs } from 'node:util';
import { demoCredentials, getToken } from '../tests/support/session.mjs';

/**
 * `npm run token`: prints an access token of the running demonstration service, for the documented `curl`. Reads PORT,
 * PUBLIC_URL, DATA_DIR and SESSION_SECRET as the server does.
 */

const usage = `Usage: npm run --silent token -- [--user NAME] [--password PASSWORD] [--scope "SCOPES"]
  --user       ${demoCredentials.username} by default
  --password   the demonstration's by default
  --scope      "account:read tenants:read appointments:read customers:read" by default`;

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        user: { type: 'string', default: demoCredentials.username },
        password: { type: 'string', default: demoCredentials.password },
        scope: { type: 'string', default: 'account:read tenants:read appointments:read customers:read' },
      },
    }).values;
  } catch {
    return null;
  }
};

const options = readOptions();
try {
  if (options === null) throw new Error(usage);
  const { origin } = new URL(process.env.PUBLIC_URL || `http://localhost:${process.env.PORT || '3000'}`);
  const credentials = { username: options.user, password: options.password };
  console.log(
    await getToken(
      origin,
      { dataDirectory: process.env.DATA_DIR || '.data', scope: options.scope },
      credentials,
    ),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (options !== null) console.error('The server must be running, with the demonstration service.');
  process.exitCode = 1;
}
