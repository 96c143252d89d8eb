import { type ReactNode, useEffect } from 'react';
import { Navigate, useLocation, useSearchParams } from 'react-router-dom';
import { chooseTenant, inTenant } from '#contract/choose-tenant.ts';
import type { SessionResponse } from '#contract/session.ts';
import { ClinicProblem } from '#features/tenants/components/clinic-problem.tsx';
import { currentTenant, rememberTenant } from '#features/tenants/model/current-tenant.ts';
import type { Clinic } from '#lib/clinic.tsx';
import { isTimeZone } from '#lib/format/zone.ts';

/** Decides the clinic from the address and the session. */
const useTenantChoice = ({ tenants }: SessionResponse) => {
  const [search] = useSearchParams();
  return chooseTenant(tenants, search.get('tenant'), currentTenant());
};

interface ClinicBoundaryProps {
  session: SessionResponse;
  children: (clinic: Clinic) => ReactNode;
  /** What stands around a screen that says why there is no clinic. */
  frame: (screen: ReactNode) => ReactNode;
}

/**
 * Shows its children in the clinic that the address names. For people with several clinics an address without
 * one is completed in place, so that what is in the address bar can be shared as it is.
 */
export function ClinicBoundary({ session, children, frame }: ClinicBoundaryProps) {
  const { pathname, search, hash } = useLocation();
  const choice = useTenantChoice(session);
  const chosen = choice.kind === 'chosen' ? choice.tenant.id : null;

  useEffect(() => {
    if (chosen !== null) rememberTenant(chosen);
  }, [chosen]);

  if (choice.kind !== 'chosen')
    return frame(
      <ClinicProblem
        choice={choice}
        hrefFor={(id) => `${pathname}${inTenant(search, id)}${hash}`}
        tenants={session.tenants ?? []}
      />,
    );
  if (choice.incomplete)
    return <Navigate replace to={{ pathname, search: inTenant(search, choice.tenant.id), hash }} />;
  const tenants = session.tenants ?? [];
  const zone = [choice.tenant.timezone, session.settings.time_zone].find(
    (id) => id !== null && isTimeZone(id),
  );
  return children({
    tenant: choice.tenant,
    tenants,
    tenantParam: tenants.length === 1 ? null : choice.tenant.id,
    timeZone: zone ?? null,
    avatarOrigins: session.settings.avatar_origins,
  });
}
