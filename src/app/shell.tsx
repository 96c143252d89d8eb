import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import type { SessionResponse } from '#contract/session.ts';
import { OpenAppointmentForm } from '#features/appointments/components/open/open-appointment-form.tsx';
import { ClinicSwitch } from '#features/tenants/components/clinic-switch.tsx';
import type { Clinic } from '#lib/clinic.tsx';
import { paths } from '#lib/paths.ts';
import { Link } from '#ui/link.tsx';
import { PrivacySwitch } from './privacy-switch.tsx';
import { useFocusShortcut } from './use-focus-shortcut.ts';
import { UserMenu } from './user-menu.tsx';

interface ShellProps {
  session?: SessionResponse | undefined;
  clinic?: Clinic | undefined;
  /** Off where the page has the same form larger. */
  jump?: boolean;
  children: ReactNode;
}

/** The bar at the top and the place for a page below it. */
export function Shell({ session, clinic, jump = false, children }: ShellProps) {
  const { t } = useLingui();
  return (
    <>
      <a
        className="sr-only focus:not-sr-only focus:fixed focus:start-3 focus:top-3 focus:z-30 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-2 focus:shadow-float"
        href="#content"
        onClick={(event) => {
          // The hash belongs to the page; the skip must not change it.
          event.preventDefault();
          document.querySelector<HTMLElement>('#content')?.focus();
        }}
      >
        <Trans>Skip to the content</Trans>
      </a>
      <header className="sticky top-0 z-10 border-b border-border bg-surface print:hidden">
        <div className="flex h-14 items-center gap-2 px-3 sm:gap-4 sm:px-6">
          <Link
            className="flex min-h-9 shrink-0 items-center gap-2.5 rounded-lg font-semibold"
            to={paths.home(clinic?.tenantParam ?? null)}
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
            {jump && clinic && <Jump clinic={clinic} />}
            {clinic && (
              <ClinicSwitch
                current={clinic.tenant}
                hrefFor={(id) => paths.home(id)}
                tenants={clinic.tenants}
              />
            )}
            {clinic && <PrivacySwitch />}
            <UserMenu session={session} />
          </div>
        </div>
      </header>
      <main
        aria-label={t`Content`}
        className="mx-auto max-w-[73.75rem] px-4 pt-4 pb-16 outline-none sm:px-6 sm:pt-5 print:max-w-none print:p-0"
        id="content"
        tabIndex={-1}
      >
        {children}
      </main>
    </>
  );
}

/** Ctrl K, or Cmd K, leads to it from anywhere. */
function Jump({ clinic }: { clinic: Clinic }) {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  useFocusShortcut(() => input.current?.focus());
  return (
    <OpenAppointmentForm
      inputRef={input}
      onOpen={({ id, tenant }) => void navigate(paths.appointment(id, tenant ?? clinic.tenantParam))}
      size="compact"
    />
  );
}
