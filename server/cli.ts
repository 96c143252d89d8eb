#!/usr/bin/env node
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** `appointment-viewer`: runs the server, or a subcommand. Imports nothing of the project before the version of Node is checked. */

const usage = `Usage: appointment-viewer [COMMAND]
  start                       runs the server (default)
  migrate [--grant-to ROLE]   prepares the database in MIGRATE_DATABASE_URL or DATABASE_URL as its owner
  access-log [OPTIONS]        prints the access log
  token [OPTIONS]             prints an access token of the running demonstration service
The environment is described in README.md.`;

const needed = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(`Node ${needed.join('.')} or newer is needed; this is ${process.versions.node}.\n`);
  process.exit(1);
}

const [command = 'start', ...args] = process.argv.slice(2);
switch (command) {
  case 'start': {
    const { startTracing } = await import('./tracing.ts');
    const sendLastSpans = await startTracing(process.env);
    const { runServer } = await import('./main.ts');
    // Built to dist/server/cli.js.
    const buildDirectory = join(fileURLToPath(import.meta.url), '../..');
    await runServer({ buildDirectory, onClosed: sendLastSpans });
    break;
  }
  case 'migrate': {
    const { runMigrate } = await import('./database/cli.ts');
    await runMigrate(args);
    break;
  }
  case 'access-log': {
    const { printAccessLog } = await import('./gateway/access-log/cli.ts');
    await printAccessLog(args);
    break;
  }
  case 'token': {
    const { printToken } = await import('./token.ts');
    await printToken(args);
    break;
  }
  case '--help':
    process.stdout.write(`${usage}\n`);
    break;
  default:
    process.stderr.write(`${usage}\n`);
    process.exitCode = 1;
}
