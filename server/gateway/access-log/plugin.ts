import fastifyPlugin from 'fastify-plugin';
import { statementsOf } from '#server/database/transaction.ts';
import { type AccessLog, createAccessLog } from './access-log.ts';

declare module 'fastify' {
  interface FastifyInstance {
    accessLog: AccessLog;
  }
}

const cleanupIntervalMs = 60_000;

/** Decorates the gateway with `accessLog`. */
export const accessLogPlugin = fastifyPlugin(async (app) => {
  const { access, rootSecret: secret, idleMinutes } = app.config;
  const token = access.kind === 'token' ? access.token : null;
  const accessLog = createAccessLog({ pool: statementsOf(app.pool), secret, token, idleMinutes });
  app.decorate('accessLog', accessLog);

  const cleanUp = (): void =>
    void accessLog
      .sweep()
      .catch((error: unknown) => app.log.warn({ err: error }, 'failed to delete old views'));
  const timer = setInterval(cleanUp, cleanupIntervalMs).unref();
  app.addHook('onListen', async () => cleanUp());
  app.addHook('onClose', async () => clearInterval(timer));
});
