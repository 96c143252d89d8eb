import { Trans } from '@lingui/react/macro';
import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import { reduceLink } from '#contract/reduce-link.ts';
import type { SignInError } from '#contract/session.ts';
import { paths } from '#lib/paths.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

export type SignInProblem = SignInError | 'ended' | 'idle';

interface SignInScreenProps {
  /** Path, query and hash of the link that the sign-in returns to. */
  returnTo: string;
  problem?: SignInProblem | null;
  /** Whether the link is that of an appointment, to which the user returns after sign-in. */
  forAppointment: boolean;
}

const messages: Readonly<Record<SignInProblem, ReactNode>> = {
  denied: <Trans>Sign-in was cancelled.</Trans>,
  expired: <Trans>Sign-in took too long. Please try again.</Trans>,
  no_cookies: (
    <Trans>
      Your browser blocks cookies for this site, and sign-in needs them. Allow cookies and try again.
    </Trans>
  ),
  unknown: (
    <Trans>Sign-in was started in another browser, or this link was already used. Please try again.</Trans>
  ),
  failed: <Trans>Sign-in failed. The service may be unavailable. Please try again.</Trans>,
  ended: <Trans>You are signed out.</Trans>,
  idle: <Trans>You were signed out because of inactivity.</Trans>,
};

/** Sign-out and inactivity are not failures, so they are not shown as an alert. */
const isCalm = (problem: SignInProblem): boolean => problem === 'ended' || problem === 'idle';

export function SignInScreen({ returnTo, problem = null, forAppointment }: SignInScreenProps) {
  // Reduced, because a server refuses a URL that is too long.
  const signInHref = paths.signIn(reduceLink(new URL(returnTo, 'http://link')));
  return (
    <MessageScreen
      actions={
        <a className={buttonClass({ variant: 'primary', size: 'large' })} href={signInHref}>
          <Trans>Sign in</Trans>
        </a>
      }
      icon={CalendarDays}
      title={
        forAppointment ? (
          <Trans>Sign in to view this appointment</Trans>
        ) : (
          <Trans>Sign in to view appointments</Trans>
        )
      }
    >
      {problem !== null && (
        <p
          className={isCalm(problem) ? '' : 'font-medium text-danger'}
          role={isCalm(problem) ? 'status' : 'alert'}
        >
          {messages[problem]}
        </p>
      )}
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
