import { lazy, Suspense, useEffect } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router-dom';
import { withTenantParam } from '#contract/choose-tenant.ts';
import { preferenceCookies } from '#contract/preferences.ts';
import { useSession } from '#features/session/api/session.ts';
import { ClinicProvider } from '#lib/clinic.tsx';
import { writeCookie } from '#lib/cookies.ts';
import { FormatProvider, useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { ScreenHeading } from './page-heading.tsx';
import { useClinicOfUrl } from './use-clinic-of-url.ts';
import { useSignOut } from './use-end-session.ts';
import { useReturnTo } from './use-return-to.ts';

const ClinicProblem = lazy(async () => ({
  default: (await import('#features/clinics/components/clinic-problem.tsx')).ClinicProblem,
}));

/**
 * Shows the pages below it in the clinic of the URL. For a user of several clinics a URL without one is completed, so
 * that it can be shared as it is: after rendering, because the gateway rendered the page for the URL as it was.
 */
export function ClinicGate() {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const { data: session, refetch } = useSession();
  const signOut = useSignOut();
  const returnTo = useReturnTo();
  const { locale } = useFormat();
  const { timeZone } = useRenderEnvironment();
  const ofUrl = useClinicOfUrl();
  const tenant = ofUrl.clinic?.tenant.id ?? null;
  const incomplete = ofUrl.clinic !== null && ofUrl.incomplete;

  useEffect(() => {
    if (tenant === null) return;
    writeCookie(preferenceCookies.tenant, tenant);
    if (!incomplete) return;
    try {
      void navigate({ pathname, search: withTenantParam(search, tenant), hash }, { replace: true });
    } catch {
      // Browsers limit how often a page changes its URL.
    }
  }, [tenant, incomplete, navigate, pathname, search, hash]);

  if (ofUrl.clinic === null)
    return (
      ofUrl.problem && (
        <Suspense>
          <ClinicProblem
            choice={ofUrl.problem}
            homeHref={paths.home(null)}
            hrefFor={(id) => `${pathname}${withTenantParam(search, id)}${hash}`}
            onOtherAccount={() => signOut('ended', returnTo)}
            onRetry={() => void refetch()}
            tenants={session?.tenants ?? []}
          />
          <ScreenHeading part="clinic" />
        </Suspense>
      )
    );
  return (
    <ClinicProvider value={ofUrl.clinic}>
      <FormatProvider
        currency={session?.settings.currency ?? null}
        locale={locale}
        timeZone={ofUrl.clinic.timeZone ?? timeZone}
      >
        <Outlet />
      </FormatProvider>
    </ClinicProvider>
  );
}
