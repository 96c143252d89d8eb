import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { type ClinicOfLink, clinicOfLink } from '#contract/link.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import type { SessionResponse } from '#contract/session.ts';
import type { Tenant } from '#contract/tenant.ts';
import { useSession } from '#features/session/api/session.ts';
import type { Clinic } from '#lib/clinic.tsx';
import { readCookie } from '#lib/cookies.ts';
import { isTimeZone } from '#lib/format/zone.ts';

type Problem = Exclude<ClinicOfLink, { kind: 'chosen' }>;

/**
 * `link`: path and query with the clinic, which the URL must show. `problem`: why there is no clinic; null without a
 * session.
 */
type ClinicOfUrl = { clinic: Clinic; link: string } | { clinic: null; problem: Problem | null };

const toClinic = (tenant: Tenant, { tenants, settings }: SessionResponse): Clinic => {
  const timeZone = [tenant.timezone, settings.time_zone].find((zone) => zone !== null && isTimeZone(zone));
  return {
    tenant,
    tenants: tenants ?? [],
    timeZone: timeZone ?? null,
    phoneCountry: settings.phone_country,
    avatarOrigins: settings.avatar_origins,
    whatsappLinks: settings.whatsapp_links,
    appUrl: settings.app_url,
  };
};

/**
 * The clinic of the URL among those of the session. On pages without a record, a URL without one means the last used
 * clinic, which the gateway reads from the same cookie.
 */
export const useClinicOfUrl = (): ClinicOfUrl => {
  const { data: session } = useSession();
  const { pathname, search } = useLocation();
  return useMemo(() => {
    if (!session?.signed_in) return { clinic: null, problem: null };
    const current = readCookie(preferenceCookies.tenant) ?? null;
    const found = clinicOfLink({ pathname, search }, session.tenants, current);
    if (found.kind !== 'chosen') return { clinic: null, problem: found };
    return { clinic: toClinic(found.tenant, session), link: found.link };
  }, [session, pathname, search]);
};
