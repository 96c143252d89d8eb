import { readIdleSeconds } from '#contract/session.ts';
import { post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';

/** Puts the end of the sign-in off; the seconds that are left then, null where it never ends by itself. */
export const keepSignedIn = (): Promise<number | null> =>
  post(paths.extendSession, { read: readIdleSeconds });
