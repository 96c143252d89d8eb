import { Trans, useLingui } from '@lingui/react/macro';
import { WifiOff } from 'lucide-react';
import { Fragment, Suspense, useState } from 'react';
import { Outlet } from 'react-router-dom';
import type { SessionResponse } from '#contract/session.ts';
import { useSession } from '#features/session/api/session.ts';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { SeenAppointmentsProvider } from '#features/appointments/components/changes/use-changes.tsx';
import { useHydrated } from '#lib/use-hydrated.ts';
import { Button } from '#ui/button.tsx';
import { lazyPart } from '#ui/lazy-part.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { ScreenHeading } from './page-heading.tsx';
import { useReturnTo } from '#lib/return-to.ts';

const SignInScreen = lazyPart(
  () => import('#features/session/components/sign-in-screen.tsx'),
  (module) => module.SignInScreen,
);

const SessionWatcher = lazyPart(
  () => import('./session-watcher.tsx'),
  (module) => module.SessionWatcher,
);

/** The gateway does not render components that are only needed later. */
function Watcher({ session }: { session: SessionResponse }) {
  return (
    useHydrated() && (
      <Suspense>
        <SessionWatcher session={session} />
      </Suspense>
    )
  );
}

/** Shows the pages below it to a user who is signed in, and the sign-in to any other. */
export function SessionGate() {
  const { t } = useLingui();
  const returnTo = useReturnTo();
  const { data: session, isError, refetch } = useSession();
  const [hadSession, setHadSession] = useState(false);
  if (session?.signed_in && !hadSession) setHadSession(true);
  if (session?.signed_in)
    return (
      // With a key, nothing of one session is shown in another.
      <Fragment key={session.session_key}>
        <Watcher session={session} />
        <SeenAppointmentsProvider>
          <Outlet />
        </SeenAppointmentsProvider>
      </Fragment>
    );
  if (session)
    return (
      <Suspense>
        <SignInScreen
          ended={hadSession}
          forAppointment={returnTo.startsWith('/appointments/')}
          returnTo={returnTo}
        />
        <ScreenHeading part="sign-in" />
      </Suspense>
    );
  if (!isError) return <AppointmentSkeleton label={t`Loading`} />;
  return (
    <MessageScreen
      actions={
        <Button variant="primary" onClick={() => void refetch()}>
          <Trans>Try again</Trans>
        </Button>
      }
      icon={WifiOff}
      title={<Trans>No connection</Trans>}
    >
      <p>
        <Trans>This device could not reach the server. Your link still works.</Trans>
      </p>
    </MessageScreen>
  );
}
