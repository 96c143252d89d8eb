import { post } from '#lib/api/client.ts';
import { paths } from '#lib/paths.ts';
import type { AppointmentKey } from './get-appointment.ts';

/**
 * Has the gateway write down that a record left the page. What the person does goes on whether or not that
 * succeeds: paper and clipboard are the browser's.
 */
export const recordAction = async (
  { tenant, id }: AppointmentKey,
  action: 'printed' | 'copied',
): Promise<void> => {
  try {
    await post(paths.recordAction(id), { tenant, read: () => null }, { action });
  } catch {
    // As above.
  }
};
