import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import type { SessionResponse } from '#contract/session.ts';
import { type Clinic, ClinicProvider } from '#lib/clinic.tsx';
import { SeenAppointmentsProvider } from '#features/appointments/components/changes/use-changes.tsx';
import { FormatProvider } from '#lib/format/use-format.tsx';
import { pageAt } from '#lib/paths.ts';
import { useViewer } from '#lib/viewer.tsx';
import { ClinicBoundary } from './clinic.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { locales } from './i18n.ts';
import { useFocusBefore } from './page-heading.ts';
import { usePreferences } from './preferences.tsx';
import { AppointmentRoute } from './routes/appointment.tsx';
import { Home } from './routes/home.tsx';
import { NotFound } from './routes/not-found.tsx';
import { SignInRoute } from './routes/sign-in.tsx';
import { SessionBoundary } from './session-boundary.tsx';
import { Shell } from './shell.tsx';
import { SignInKeeper } from './sign-in-keeper.tsx';

/**
 * The whole application inside its providers. Which page an address opens is `pageAt`'s rule and not the router's
 * `Routes`, which would be 3.5 KiB of script to tell three addresses apart.
 */
export function App() {
  const { pathname } = useLocation();
  useFocusBefore();
  return (
    <ReaderFormat>
      <ErrorBoundary resetKey={pathname}>
        {pageAt(pathname).name === 'sign-in' ? (
          <Shell>
            <SignInRoute />
          </Shell>
        ) : (
          <SessionBoundary frame={(screen) => <Shell>{screen}</Shell>}>
            {(session) => <SignedIn session={session} />}
          </SessionBoundary>
        )}
      </ErrorBoundary>
    </ReaderFormat>
  );
}

/** What is formatted before a clinic is known is formatted for the reader alone. */
function ReaderFormat({ children }: { children: ReactNode }) {
  const { language } = usePreferences();
  const viewer = useViewer();
  return (
    <FormatProvider currency={null} locale={locales[language]} timeZone={viewer.timeZone}>
      {children}
    </FormatProvider>
  );
}

function SignedIn({ session }: { session: SessionResponse }) {
  return (
    <>
      <SignInKeeper session={session} />
      <SeenAppointmentsProvider>
        <ClinicBoundary frame={(screen) => <Shell session={session}>{screen}</Shell>} session={session}>
          {(clinic) => <InClinic clinic={clinic} session={session} />}
        </ClinicBoundary>
      </SeenAppointmentsProvider>
    </>
  );
}

function InClinic({ clinic, session }: { clinic: Clinic; session: SessionResponse }) {
  const { language } = usePreferences();
  const viewer = useViewer();
  const page = pageAt(useLocation().pathname);
  return (
    <ClinicProvider value={clinic}>
      <FormatProvider
        currency={session.settings.currency}
        locale={locales[language]}
        timeZone={clinic.timeZone ?? viewer.timeZone}
      >
        <Shell clinic={clinic} jump={page.name !== 'home'} session={session}>
          {page.name === 'appointment' ? (
            <AppointmentRoute id={page.id} />
          ) : page.name === 'home' ? (
            <Home />
          ) : (
            <NotFound />
          )}
        </Shell>
      </FormatProvider>
    </ClinicProvider>
  );
}
