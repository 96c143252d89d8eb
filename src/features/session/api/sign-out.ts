import { post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';

/** Ends the sign-in at the gateway. Whoever calls it must leave nothing of it on the page. */
export const signOut = async (): Promise<void> => {
  await post(paths.signOut, { read: () => null });
};
