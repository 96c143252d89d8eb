// The built application in front of a stand-in for the upstream service, with a user signed in.
import { build, isStale } from '../scripts/build.mjs';
import { root, startServer } from '../tests/support/server.mjs';
import { signIn } from '../server/embedded/http-client.mjs';
import { temporaryDirectory } from './temporary-directory.mjs';
import { startStandIn } from './stand-in.mjs';

/** @typedef {Exclude<NonNullable<import('@playwright/test').BrowserContextOptions['storageState']>, string>} SignedIn */
/** @typedef {{ origin: string, signedIn: SignedIn, pid: number | undefined }} Application `signedIn` is for `browser.newContext` */

/** The time zone of every browser on this machine. */
// oxlint-disable-next-line no-restricted-globals -- read as the page reads it
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/**
 * Starts a built version with a separate data directory and signs a user in.
 *
 * @param {string | null} upstreamOrigin null for the embedded service
 * @param {string} [directory] of the version
 * @returns {Promise<Application & { stop: () => Promise<void> }>}
 */
export const startApplication = async (upstreamOrigin, directory = root) => {
  const data = await temporaryDirectory();
  try {
    const server = await startServer(
      {
        DATA_DIR: data.path,
        ...(upstreamOrigin !== null && {
          FLEXTELL_URL: upstreamOrigin,
          FLEXTELL_CLIENT_ID: 'bench',
          FLEXTELL_CLIENT_SECRET: 'bench',
        }),
        // Longer than any measurement, so that the session does not expire during one.
        SESSION_IDLE_MINUTES: '720',
      },
      directory,
    );
    const stop = async () => {
      await server.stop();
      data.remove();
    };
    try {
      const session = await signIn(server.origin);
      // The page stores the time zone on its first screen, which is where signing in begins.
      const cookies = [...session, { name: 'time_zone', value: timeZone, path: '/' }].map((cookie) => ({
        ...cookie,
        domain: 'localhost',
        expires: -1,
        httpOnly: true,
        secure: false,
        sameSite: /** @type {const} */ ('Lax'),
      }));
      return { origin: server.origin, signedIn: { cookies, origins: [] }, pid: server.pid, stop };
    } catch (error) {
      await stop();
      throw error;
    }
  } catch (error) {
    data.remove();
    throw error;
  }
};

/**
 * @template T
 * @param {(id: number) => string} responseFor the body that the upstream service sends for an appointment
 * @param {(application: Application) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withApplication = async (responseFor, work) => {
  if (await isStale()) await build();
  const upstream = await startStandIn(responseFor);
  try {
    const application = await startApplication(upstream.origin);
    try {
      return await work(application);
    } finally {
      await application.stop();
    }
  } finally {
    await upstream.close();
  }
};
