import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import { reduceLink } from '#contract/reduce-link.ts';
import type { SignInError } from '#contract/session.ts';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { signOutQuery } from '../api/end-session.ts';
import { useSession } from '../api/session.ts';
import { setSignInMark } from '../model/sign-in-mark.ts';
import { isSigningOut } from '../model/signing-out.ts';

export type SignInProblem = SignInError | 'ended' | 'idle';

interface SignInScreenProps {
  /** Path, query and hash of the link that the sign-in returns to. */
  returnTo: string;
  problem?: SignInProblem | null;
  /** Whether the session ended while the page was open. */
  ended?: boolean;
  /** Whether the link is that of an appointment, to which the user returns after sign-in. */
  forAppointment: boolean;
}

interface Message {
  title: ReactNode;
  text?: ReactNode;
}

const messages: Readonly<Record<Exclude<SignInProblem, 'idle'>, Message>> = {
  denied: { title: <Trans>Sign-in was cancelled</Trans> },
  expired: { title: <Trans>Sign-in took too long</Trans> },
  no_cookies: {
    title: <Trans>The browser sent no cookies</Trans>,
    text: <Trans>Allow cookies for this site, then sign in again.</Trans>,
  },
  unknown: {
    title: <Trans>This sign-in cannot be completed</Trans>,
    text: (
      <Trans>It was started in another browser, or its link was already used. Please sign in again.</Trans>
    ),
  },
  failed: {
    title: <Trans>Sign-in failed</Trans>,
    text: <Trans>The service may be unavailable. Please try again.</Trans>,
  },
  busy: {
    title: <Trans>Too many people are signing in from this network</Trans>,
    text: <Trans>Your link still works. Try again in a minute.</Trans>,
  },
  ended: { title: <Trans>You are signed out</Trans> },
};

/** The heading is the problem that ended the sign-in or session; without a problem, the reason to sign in. */
export function SignInScreen({ returnTo, problem = null, ended = false, forAppointment }: SignInScreenProps) {
  // Reduced, because a server refuses a URL that is too long.
  const signInHref = paths.signIn(reduceLink(new URL(returnTo, 'http://link')));
  const minutes = useSession().data?.settings.idle_minutes ?? 0;
  const idle = (
    <Plural
      one="You were signed out after # minute without activity"
      other="You were signed out after # minutes without activity"
      value={minutes}
    />
  );
  const needed = ended ? (
    <Trans>Your session has ended</Trans>
  ) : forAppointment ? (
    <Trans>Sign in to view this appointment</Trans>
  ) : (
    <Trans>Sign in to view appointments</Trans>
  );
  const { title, text }: Message =
    problem === null ? { title: needed } : problem === 'idle' ? { title: idle } : messages[problem];
  return (
    <MessageScreen
      actions={
        <a
          className={buttonClass({ variant: 'primary', size: 'large' })}
          href={signInHref}
          onClick={setSignInMark}
        >
          <Trans>Sign in</Trans>
        </a>
      }
      icon={CalendarDays}
      title={title}
    >
      {text && <p>{text}</p>}
      <PendingSignOut />
      <p>
        {forAppointment ? (
          <Trans>Use your clinic account. You will return to this appointment.</Trans>
        ) : (
          <Trans>Use your clinic account.</Trans>
        )}
      </p>
    </MessageScreen>
  );
}

/** Shows that the gateway has not confirmed the sign-out yet, and retries until it can be reached. */
function PendingSignOut() {
  const { isFetching, failureCount } = useQuery({ ...signOutQuery, enabled: isSigningOut() });
  const failing = isFetching && failureCount > 0;
  return (
    <p className="font-medium text-warn" role="status">
      {failing && (
        <Trans>
          The server does not know yet that you signed out. You will be signed out there as soon as the
          connection is back.
        </Trans>
      )}
    </p>
  );
}
