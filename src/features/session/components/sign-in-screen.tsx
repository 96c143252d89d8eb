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
  denied: <Trans>The sign-in was cancelled.</Trans>,
  expired: <Trans>The sign-in took too long. Please start again.</Trans>,
  no_cookies: (
    <Trans>
      This browser sent no cookies. It may block them, or the sign-in was started in another browser. Please
      start again here.
    </Trans>
  ),
  unknown: (
    <Trans>
      The sign-in was started in another browser, or this link back was already used. Please start again here.
    </Trans>
  ),
  failed: <Trans>The sign-in did not succeed. The service may be unavailable; please try again.</Trans>,
  ended: <Trans>You are signed out.</Trans>,
  idle: <Trans>You were signed out because nothing was done for a while.</Trans>,
};

/** What the reader or the clock did is no failure. */
const isCalm = (problem: SignInProblem): boolean => problem === 'ended' || problem === 'idle';

export function SignInScreen({ signInHref, problem = null, forAppointment }: SignInScreenProps) {
  return (
    <MessageScreen
      actions={
        <a className={`${buttonClass('primary')} min-h-11 px-5 text-base`} href={signInHref}>
          <Trans>Sign in</Trans>
        </a>
      }
      icon={<CalendarDays aria-hidden="true" className="size-6" />}
      title={
        forAppointment ? (
          <Trans>Sign in to see this appointment</Trans>
        ) : (
          <Trans>Sign in to see appointments</Trans>
        )
      }
    >
      {problem !== null && (
        <p
          className={isCalm(problem) ? '' : 'font-medium text-bad'}
          role={isCalm(problem) ? 'status' : 'alert'}
        >
          {messages[problem]}
        </p>
      )}
      <p>
        {forAppointment ? (
          <Trans>Use the account you have at your clinic. You come back to this very link.</Trans>
        ) : (
          <Trans>Use the account you have at your clinic.</Trans>
        )}
      </p>
    </MessageScreen>
  );
}
