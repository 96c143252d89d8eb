import type { FastifyInstance } from 'fastify';
import { DataDirectoryInUseError } from './data-directory.ts';
import { type Config, parseEnvironment } from './config.ts';
import { explainConnectionError } from './database/connection-problem.ts';
import { serializeError } from './http/log.ts';
import { buildApp, findPort } from './app.ts';
import { welcome } from './welcome.ts';

/** The process: environment → application → message → signals. */

/** Milliseconds that closing may take; more than the services wait for requests in flight. */
const shutdownTimeoutMs = 9_500;

const writeError = (text: string): void => void process.stderr.write(`${text}\n`);

/** The reason why the start failed: a single line for known errors. */
const startupErrorMessage = (error: unknown, { port, databaseUrl, upstream }: Config): string => {
  const { message, code, type, stack } = serializeError(error);
  if (error instanceof DataDirectoryInUseError) return message;
  if (code === 'EADDRINUSE') return `Port ${port} is in use: stop what uses it, or set PORT to another.`;
  if (code === 'EACCES' && message.includes('listen'))
    return `Port ${port} is not allowed to this user: set PORT to 1024 or above.`;
  if (databaseUrl !== null && upstream.kind === 'embedded' && code === '42501')
    return (
      'The demonstration service needs a role that reads its records: give the user of DATABASE_URL CREATEROLE, or ' +
      'name an existing role that it is a member of in DEMO_READER_ROLE. With FLEXTELL_URL neither is needed.'
    );
  const explained = databaseUrl === null ? null : explainConnectionError(error);
  if (explained !== null) return explained;
  return `Appointment Viewer did not start: ${message || type}\n${stack}`;
};

/** Ends the process after a fatal error. */
interface Shutdown {
  onFatalError(error: unknown): void;
}

/** Closes the app on a signal or an uncaught exception. Further signals are ignored until it is closed or times out. */
const closeOnSignal = (app: FastifyInstance, onClosed: () => Promise<void>): Shutdown => {
  let closing: Promise<void> | null = null;
  const shutDown = (exitCode: number): void => {
    closing ??= app
      .close()
      .then(onClosed)
      .then(
        () => process.exit(exitCode),
        (error: unknown) => {
          writeError(`shutdown failed: ${serializeError(error).message}`);
          process.exit(1);
        },
      );
    setTimeout(() => process.exit(1), shutdownTimeoutMs).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => shutDown(0));
  const onFatalError = (error: unknown): void => {
    app.log.fatal({ err: error }, 'uncaught exception, shutting down');
    shutDown(1);
  };
  process.on('uncaughtException', onFatalError);
  process.on('unhandledRejection', onFatalError);
  return { onFatalError };
};

interface Options {
  /** The absolute directory of the build. */
  buildDirectory: string;
  /** Awaited before the process exits. */
  onClosed: () => Promise<void>;
}

/** Runs the server until a signal ends the process. */
export const runServer = async ({ buildDirectory, onClosed }: Options): Promise<void> => {
  // The server keeps running when the process that reads its output ends (`npm start | head`).
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const parsed = parseEnvironment(process.env);
  for (const warning of parsed.warnings) writeError(`Warning: ${warning}`);
  if (!parsed.ok) {
    for (const problem of parsed.problems) writeError(problem);
    process.exit(1);
  }
  const { config } = parsed;
  try {
    // The public URL contains the port. Checked first, so that no data is created if the port is in use.
    const port = await findPort(config.host, config.port);
    let shutdown: Shutdown | null = null;
    const app = await buildApp(
      { ...config, port },
      {
        log: { level: config.logLevel },
        buildDirectory,
        onFatal: (error) => {
          writeError(`The database failed: ${serializeError(error).message}`);
          if (shutdown === null) process.exit(1);
          shutdown.onFatalError(error);
        },
      },
    );
    shutdown = closeOnSignal(app, onClosed);
    await app.listen({ port, host: config.host });
    process.stdout.write(welcome(config, app.config.publicUrl, app.demonstration));
  } catch (error) {
    writeError(startupErrorMessage(error, config));
    process.exit(1);
  }
};
