import { privacyPaths, readReveal, type ReportedAction } from '#contract/privacy.ts';
import { post } from '#lib/api/client.ts';
import type { AppointmentKey } from './get-appointment.ts';

/** Resolves when the gateway has logged the action. */
export const report = ({ tenant, id }: AppointmentKey, action: ReportedAction): Promise<null> =>
  post(privacyPaths.actions(id), { tenant, read: () => null }, { action });

/**
 * Has the gateway log a user's action on a record. The user is never stopped if that fails: paper and clipboard
 * belong to the browser.
 */
export const recordAction = async (key: AppointmentKey, action: ReportedAction): Promise<void> => {
  await report(key, action).catch(() => undefined);
};

/** The full identity number, which the gateway logs and sends only on the user's request; never cached. */
export const revealIdentityNumber = ({ tenant, id }: AppointmentKey) =>
  post(privacyPaths.identityNumber(id), { tenant, read: readReveal });
