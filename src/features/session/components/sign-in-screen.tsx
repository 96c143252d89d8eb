import { Trans } from '@lingui/react/macro';
import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SignInError } from '#contract/session.ts';
import { buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

export type SignInProblem = SignInError | 'ended' | 'idle';

interface SignInScreenProps {
  /** Where the sign-in begins, and from where it comes back to this very link. */
  signInHref: string;
  problem?: SignInProblem | null;
  /** Whether the link leads to an appointment, so that it can be said that it is kept. */
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
  ended: <Trans>You are signed out.</Trans>,
  idle: <Trans>You were signed out because of inactivity.</Trans>,
};

/** What the reader or the clock did is no failure. */
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
