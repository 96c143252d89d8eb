import { Trans, useLingui } from '@lingui/react/macro';
import { WifiOff } from 'lucide-react';
import { Suspense } from 'react';
import { Outlet } from 'react-router-dom';
import { useSession } from '#features/session/api/session.ts';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { SeenAppointmentsProvider } from '#features/appointments/components/changes/use-changes.tsx';
import { Button } from '#ui/button.tsx';
import { lazyPart } from '#ui/lazy-part.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { SessionWatcher } from './session-watcher.tsx';
import { useReturnTo } from './use-return-to.ts';

const SignInScreen = lazyPart(
  () => import('#features/session/components/sign-in-screen.tsx'),
  (module) => module.SignInScreen,
);

/** Shows the pages below it to a user who is signed in, and the sign-in to any other. */
export function SessionGate() {
  const { t } = useLingui();
  const returnTo = useReturnTo();
  const { data: session, isError, refetch } = useSession();
  if (session?.signed_in)
    return (
      <>
        <SessionWatcher session={session} />
        <SeenAppointmentsProvider>
          <Outlet />
        </SeenAppointmentsProvider>
      </>
    );
  if (session)
    return (
      <Suspense>
        <SignInScreen forAppointment={returnTo.startsWith('/appointments/')} returnTo={returnTo} />
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
      role="alert"
      title={<Trans>No connection</Trans>}
    >
      <p>
        <Trans>This device could not reach the server. Your link still works.</Trans>
      </p>
    </MessageScreen>
  );
}
