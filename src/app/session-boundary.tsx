import { Trans, useLingui } from '@lingui/react/macro';
import { WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import type { SessionResponse } from '#contract/session.ts';
import { useSession } from '#features/session/api/get-session.ts';
import { SignInScreen } from '#features/session/components/sign-in-screen.tsx';
import { AppointmentSkeleton } from '#features/appointments/components/appointment-skeleton.tsx';
import { paths } from '#lib/paths.ts';
import { Button } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

/** The link one is on, whole: where a sign-in must come back to. */
export const useReturnTo = (): string => {
  const { pathname, search, hash } = useLocation();
  return `${pathname}${search}${hash}`;
};

interface SessionBoundaryProps {
  frame: (screen: ReactNode) => ReactNode;
  children: (session: SessionResponse) => ReactNode;
}

/** Shows its children to a reader who is signed in, and to anybody else the way to be. */
export function SessionBoundary({ frame, children }: SessionBoundaryProps) {
  const { t } = useLingui();
  const returnTo = useReturnTo();
  const { data: session, isError, refetch } = useSession();
  const forAppointment = returnTo.startsWith('/appointments/');
  if (session?.signed_in) return children(session);
  if (session)
    return frame(<SignInScreen forAppointment={forAppointment} signInHref={paths.signIn(returnTo)} />);
  if (isError)
    return frame(
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
          <Trans>This device could not reach the server. The link is kept.</Trans>
        </p>
      </MessageScreen>,
    );
  return frame(<AppointmentSkeleton label={t`Loading`} />);
}
