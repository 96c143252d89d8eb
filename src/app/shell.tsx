import { Trans } from '@lingui/react/macro';
import { Link, Outlet, useLocation } from 'react-router-dom';
import { ClinicSwitch } from '#features/clinics/components/clinic-switch.tsx';
import { useSession } from '#features/session/api/session.ts';
import { paths } from '#lib/paths.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { OfflineMark } from './offline-mark.tsx';
import { PageFocusProvider } from './page-heading.tsx';
import { PaletteButton } from './palette-button.tsx';
import { PrivacySwitch } from './privacy-switch.tsx';
import { useClinicOfUrl } from './use-clinic-of-url.ts';
import { UserMenu } from './user-menu.tsx';

/** The bar at the top and the page below it. */
export function Shell() {
  const { data: session } = useSession();
  const { clinic } = useClinicOfUrl();
  const { pathname, search } = useLocation();
  return (
    <PageFocusProvider page={`${pathname} ${clinic?.tenant.id ?? ''}`}>
      <a
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-30 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-2 focus:shadow-float"
        href="#content"
        onClick={(event) => {
          // The page uses the hash, so the skip link must not change it.
          event.preventDefault();
          document.querySelector<HTMLElement>('#content')?.focus();
        }}
      >
        <Trans>Skip to content</Trans>
      </a>
      <header className="sticky top-0 z-10 border-b border-border bg-surface print:hidden short:static">
        <div className="flex h-14 items-center gap-2 px-3 sm:gap-4 sm:px-6">
          <Link
            className="flex min-h-9 shrink-0 items-center gap-2.5 rounded-lg font-semibold"
            to={paths.home(clinic?.tenant.id ?? null)}
          >
            <span
              aria-hidden="true"
              className="grid size-6.5 place-items-center rounded-lg bg-linear-135 from-[#0b6e6e] to-[#1b8378] text-sm font-bold text-white"
            >
              A
            </span>
            <span className="max-md:sr-only">
              <Trans>Appointments</Trans>
            </span>
          </Link>
          <div className="flex min-w-0 flex-1 items-center justify-end gap-2 sm:gap-4">
            {clinic && <PaletteButton clinic={clinic} />}
            {clinic && (
              <ClinicSwitch
                current={clinic.tenant}
                hrefFor={(id) => paths.home(id)}
                tenants={clinic.tenants}
              />
            )}
            <OfflineMark />
            {clinic && <PrivacySwitch />}
            <UserMenu session={session} />
          </div>
        </div>
      </header>
      <main
        className="mx-auto max-w-[73.75rem] px-4 pt-4 pb-16 outline-none sm:px-6 sm:pt-5 print:max-w-none print:p-0"
        id="content"
        tabIndex={-1}
      >
        <ErrorBoundary resetKey={pathname + search}>
          <Outlet />
        </ErrorBoundary>
      </main>
    </PageFocusProvider>
  );
}
