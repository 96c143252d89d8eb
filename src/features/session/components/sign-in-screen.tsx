import { Trans } from '@lingui/react/macro';
import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SignInError } from '#contract/session.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

export type SignInProblem = SignInError | 'ended' | 'idle';

interface SignInScreenProps {
  /** The URL that starts the sign-in and returns to the current link. */
  signInHref: string;
  problem?: SignInProblem | null;
  /** Whether the link is that of an appointment, to which the user returns after sign-in. */
  forAppointment: boolean;
}

const messages: Readonly<Record<SignInProblem, ReactNode>> = {
  denied: <Trans>Sign-in was cancelled.</Trans>,
  expired: <Trans>Sign-in took too long. Please try again.</Trans>,
  no_cookies: <Trans>The browser sent no cookies. Allow cookies for this site and try again.</Trans>,
  unknown: (
    <Trans>Sign-in was started in another browser, or this link was already used. Please try again.</Trans>
  ),
  failed: <Trans>Sign-in failed. The service may be unavailable. Please try again.</Trans>,
  busy: (
    <Trans>Too many people are signing in from this network. Your link is kept; try again in a minute.</Trans>
  ),
  ended: <Trans>You are signed out.</Trans>,
  idle: <Trans>You were signed out because of inactivity.</Trans>,
};

/** Sign-out and inactivity are not failures, so they are not shown as an alert. */
const isCalm = (problem: SignInProblem): boolean => problem === 'ended' || problem === 'idle';

export function SignInScreen({ signInHref, problem = null, forAppointment }: SignInScreenProps) {
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
