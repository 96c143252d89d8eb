import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { chooseTenant, type TenantChoice } from '#contract/choose-tenant.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import type { SessionResponse } from '#contract/session.ts';
import type { Tenant } from '#contract/tenant.ts';
import { useSession } from '#features/session/api/session.ts';
import type { Clinic } from '#lib/clinic.tsx';
import { readCookie } from '#lib/cookies.ts';
import { isTimeZone } from '#lib/format/zone.ts';

type Problem = Exclude<TenantChoice, { kind: 'chosen' }>;

/** `incomplete`: the URL must be completed with the clinic. `problem`: why there is none; null without a session too. */
type ClinicOfUrl = { clinic: Clinic; incomplete: boolean } | { clinic: null; problem: Problem | null };

const toClinic = (tenant: Tenant, { tenants, settings }: SessionResponse): Clinic => {
  const timeZone = [tenant.timezone, settings.time_zone].find((zone) => zone !== null && isTimeZone(zone));
  return {
    tenant,
    tenants: tenants ?? [],
    tenantParam: tenants?.length === 1 ? null : tenant.id,
    timeZone: timeZone ?? null,
    phoneCountry: settings.phone_country,
    avatarOrigins: settings.avatar_origins,
  };
};

/**
 * The clinic of the URL among those of the session. A URL without one means the last used clinic, which the gateway
 * reads from the same cookie.
 */
export const useClinicOfUrl = (): ClinicOfUrl => {
  const { data: session } = useSession();
  const requested = useSearchParams()[0].get('tenant');
  return useMemo(() => {
    if (!session?.signed_in) return { clinic: null, problem: null };
    const choice = chooseTenant(session.tenants, requested, readCookie(preferenceCookies.tenant) ?? null);
    if (choice.kind !== 'chosen') return { clinic: null, problem: choice };
    return { clinic: toClinic(choice.tenant, session), incomplete: choice.incomplete };
  }, [session, requested]);
};
