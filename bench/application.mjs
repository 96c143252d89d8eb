// The application as `npm start` runs it, built, in front of a stand-in for the service, with somebody signed in.
import { build, isStale } from '../scripts/build.mjs';
import { bareEnvironment, startProcess, temporaryDirectory } from './process.mjs';
import { startStandIn } from './stand-in.mjs';
import { visit } from './visitor.mjs';

/** @typedef {Exclude<NonNullable<import('@playwright/test').BrowserContextOptions['storageState']>, string>} SignedIn */

/** The zone that every browser on this machine is in. */
// oxlint-disable-next-line no-restricted-globals -- told as the page tells it
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

/**
 * @param {string} origin
 * @returns {Promise<SignedIn>} for `browser.newContext`
 */
const signIn = async (origin) => {
  const { browse, cookies } = visit(origin);
  await browse(await browse(await browse('/auth/login')));
  if (!cookies.has('viewer-session')) throw new Error('Nobody could be signed in.');
  // The page tells it on the first screen that anybody sees, which is where signing in begins.
  cookies.set('time_zone', timeZone);
  return {
    cookies: [...cookies].map(([name, value]) => ({
      name,
      value,
      domain: 'localhost',
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax',
    })),
    origins: [],
  };
};

/**
 * @template T
 * @param {(id: number) => string} answerFor what the service says of an appointment
 * @param {(application: { origin: string, signedIn: SignedIn }) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withApplication = async (answerFor, work) => {
  if (await isStale()) await build();
  const service = await startStandIn(answerFor);
  const data = await temporaryDirectory();
  const server = startProcess(process.execPath, ['dist/server/main.js'], {
    ...bareEnvironment(),
    PORT: '0',
    DATA_DIR: data.path,
    LOG_LEVEL: 'warn',
    FLEXTELL_URL: service.origin,
    FLEXTELL_CLIENT_ID: 'bench',
    FLEXTELL_CLIENT_SECRET: 'bench',
    // Nobody is signed out in the middle.
    SESSION_IDLE_MINUTES: '720',
  });
  try {
    const origin = await server.hears(/Open +(http:\/\/localhost:\d+)\n/);
    return await work({ origin, signedIn: await signIn(origin) });
  } finally {
    await server.stop();
    data.remove();
    await service.close();
  }
};
