import { setImmediate } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Client, type ClientConfig } from 'pg';

/** The messages of a statement that are sent together with its `Sync`: Parse, Bind, Describe, Execute and Close. */
const sentWithSync: ReadonlySet<number | undefined> = new Set(
  ['P', 'B', 'D', 'E', 'C'].map((type) => type.charCodeAt(0)),
);

/** Milliseconds that a statement may take before its timeout is checked; timeouts are longer. */
const slowMs = 50;

/**
 * A `pg` client class over one PGlite instance, for `new Pool({ Client, max: 1 })`.
 *
 * PGlite has a single session, which outlives its clients. Each client gets its own connection, which sends nothing
 * until the previous client has sent its last message and the session is reset. So no response, transaction, role,
 * setting or prepared statement of an abandoned client reaches the next one. `onFatal` is called once when PGlite
 * itself fails; errors of statements are messages of the protocol.
 */
export const createPgliteClient = (
  pglite: PGlite,
  onFatal: (error: unknown) => void = () => undefined,
): (new (
  config?: ClientConfig,
) => Client) => {
  let failed = false;
  let previousEnded: Promise<void> | null = null;

  const resetSession = async (): Promise<void> => {
    if (previousEnded === null) return;
    await previousEnded;
    await pglite.exec('rollback');
    await pglite.exec('discard all');
  };

  const connect = () => {
    const ready = resetSession();
    let waiting: Uint8Array[] = [];
    const session: PGlite = Object.create(pglite, {
      waitReady: { value: ready.catch(() => undefined) },
      execProtocolStream: {
        value: async (
          message: Uint8Array,
          options: Parameters<PGlite['execProtocolStream']>[1],
        ): ReturnType<PGlite['execProtocolStream']> => {
          await ready;
          waiting.push(message);
          if (sentWithSync.has(message[0])) return [];
          const messages = Buffer.concat(waiting);
          waiting = [];
          // PGlite works synchronously on this thread, so other requests are handled before each statement.
          await setImmediate();
          const startedAt = performance.now();
          try {
            const results = await pglite.execProtocolStream(messages, options);
            // Timers come first, so that a statement beyond its timeout fails.
            if (performance.now() - startedAt > slowMs) await setImmediate();
            return results;
          } catch (error) {
            if (!failed && !pglite.closed) onFatal(error);
            failed = true;
            throw error;
          }
        },
      },
    });
    const { connection } = createPgConfig(session);
    const end = connection.end.bind(connection);
    previousEnded = new Promise((resolve) => {
      connection.end = () => {
        // end() removes every listener; without its own, the client would leave pending queries unsettled.
        const listeners = connection.rawListeners('end');
        end();
        for (const listener of listeners) connection.once('end', () => listener.call(connection));
        connection.once('end', resolve);
      };
    });
    return connection;
  };

  return class extends Client {
    constructor(config?: ClientConfig) {
      const options = { ...config, connection: connect() };
      super(options);
    }
  };
};
