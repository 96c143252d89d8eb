import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataDirectoryHeld } from './data-directory.ts';
import { parseEnvironment } from './config.ts';
import { serializeError } from './http/log.ts';
import { startParts, type Parts } from './parts.ts';
import { welcome } from './welcome.ts';

/** The process: environment → parts → message → signals. Built to `dist/server/main.js`, beside `dist/client`. */

const say = (text: string): void => void process.stdout.write(text);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Milliseconds in which a second signal is the same one: npm passes on what the terminal has sent to all. */
const oneSignal = 500;

/** Why it did not start, in one line where the reason is known. */
const reasonOf = (error: unknown, port: number): string => {
  const { message, code, type, stack } = serializeError(error);
  if (error instanceof DataDirectoryHeld) return message;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or set PORT to another.`;
  if (code === 'EACCES' && /listen/.test(message))
    return `Port ${port} is not allowed to this user: set PORT to 1024 or above.`;
  return `Appointment Viewer did not start: ${message || type}\n${stack}`;
};

const closeOnSignal = (parts: Parts): void => {
  let since: number | null = null;
  const end = (code: number) => {
    if (since !== null) {
      if (Date.now() - since > oneSignal) process.exit(1);
      return;
    }
    since = Date.now();
    const closed = parts.close().then(
      () => code,
      (error: unknown) => {
        complain(`Closing failed: ${serializeError(error).message}`);
        return 1;
      },
    );
    void closed.then((how) => process.exit(how));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0));
  const broken = (error: unknown) => {
    parts.log.fatal({ err: error }, 'unexpected failure, closing');
    end(1);
  };
  process.on('uncaughtException', broken);
  process.on('unhandledRejection', broken);
};

const main = async (): Promise<void> => {
  // Whoever read what it says may go (`npm start | head`): the server stays.
  for (const said of [process.stdout, process.stderr]) said.on('error', () => undefined);
  const parsed = parseEnvironment(process.env);
  for (const warning of parsed.warnings) complain(`Warning: ${warning}`);
  if (!parsed.ok) {
    for (const problem of parsed.problems) complain(problem);
    process.exit(1);
  }
  const { config } = parsed;
  const built = join(dirname(fileURLToPath(import.meta.url)), '..');
  try {
    const parts = await startParts(config, { level: config.logLevel }, built);
    closeOnSignal(parts);
    say(welcome(config, parts.publicUrl, parts.demonstration));
  } catch (error) {
    complain(reasonOf(error, config.port));
    process.exit(1);
  }
};

await main();
