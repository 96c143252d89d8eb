import { createContext, useContext } from 'react';
import type { Tenant } from '#contract/tenant.ts';

/** The clinic whose records are shown, and the settings that depend on it. */
export interface Clinic {
  tenant: Tenant;
  /** All clinics of the user. */
  tenants: readonly Tenant[];
  /** The IANA time zone of the clinic, else the configured one; null if neither is known and the user's is used. */
  timeZone: string | null;
  /** ISO 3166 code of the country of national phone numbers; null if they are dialed as written. */
  phoneCountry: string | null;
  /** Origins that avatars may be loaded from. */
  avatarOrigins: readonly string[];
  /** Whether phone numbers may be links to WhatsApp. */
  whatsappLinks: boolean;
  /** The URL of an appointment in Flextell, with `{id}` and perhaps `{tenant}`; null for no link. */
  appUrl: string | null;
}

const ClinicContext = createContext<Clinic | null>(null);

export const ClinicProvider = ClinicContext;

export const useClinic = (): Clinic => {
  const clinic = useContext(ClinicContext);
  if (!clinic) throw new Error('useClinic is used outside a ClinicProvider.');
  return clinic;
};
