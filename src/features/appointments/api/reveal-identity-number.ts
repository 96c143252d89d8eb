import { privacyPaths, readReveal } from '#contract/privacy.ts';
import { post } from '#lib/api/client.ts';
import type { AppointmentKey } from './get-appointment.ts';

/** The full number, which the gateway gives and writes down only when a person asks for it; never cached. */
export const revealIdentityNumber = ({ tenant, id }: AppointmentKey) =>
  post(privacyPaths.identityNumber(id), { tenant, read: readReveal });
