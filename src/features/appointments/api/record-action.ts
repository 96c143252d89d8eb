import { privacyPaths, type ReportedAction } from '#contract/privacy.ts';
import { post } from '#lib/api/client.ts';
import type { AppointmentKey } from './get-appointment.ts';

/**
 * Has the gateway write down that a record left the page. What the person does goes on whether or not that
 * succeeds: paper and clipboard are the browser's.
 */
export const recordAction = async ({ tenant, id }: AppointmentKey, action: ReportedAction): Promise<void> => {
  try {
    await post(privacyPaths.actions(id), { tenant, read: () => null }, { action });
  } catch {
    // As above.
  }
};
