import { Suspense, useLayoutEffect } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router-dom';
import { preferenceCookies } from '#contract/preferences.ts';
import { useSession } from '#features/session/api/session.ts';
import { ClinicProvider } from '#lib/clinic.tsx';
import { writeCookie } from '#lib/cookies.ts';
import { FormatProvider, useFormat } from '#lib/format/use-format.tsx';
import { useRenderEnvironment } from '#lib/render-environment.tsx';
import { ChooseClinicPage } from './pages/lazy-pages.ts';
import { useClinicOfUrl } from './use-clinic-of-url.ts';

/**
 * Shows the pages below it in the clinic of the URL, which is completed and repaired, so that it can be shared as it
 * is. If the clinic of the URL is not certain, nothing is shown or requested until the user has chosen one.
 */
export function ClinicGate() {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const { data: session } = useSession();
  const { locale } = useFormat();
  const { timeZone } = useRenderEnvironment();
  const ofUrl = useClinicOfUrl();
  const tenant = ofUrl.clinic?.tenant.id ?? null;
  const link = ofUrl.clinic && ofUrl.link !== pathname + search ? ofUrl.link : null;

  // Before the page is painted: a damaged path has no page.
  useLayoutEffect(() => {
    if (tenant !== null) writeCookie(preferenceCookies.tenant, tenant);
    if (link === null) return;
    try {
      void navigate(link + hash, { replace: true });
    } catch {
      // Browsers limit how often a page changes its URL.
    }
  }, [tenant, link, navigate, hash]);

  if (ofUrl.clinic === null)
    return (
      ofUrl.problem && (
        <Suspense>
          <ChooseClinicPage problem={ofUrl.problem} />
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
