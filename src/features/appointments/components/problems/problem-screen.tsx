import { Trans } from '@lingui/react/macro';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSignInHref } from '#lib/return-to.ts';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

export interface ProblemProps {
  /** The requested number. */
  id: string;
  clinic: string;
  /** The user's other clinics, which may have an appointment with this number; none of them is queried. */
  otherClinics: readonly { name: string; href: string }[];
  homeHref: string;
  onRetry: () => void;
  /** Signs out, to sign in with another account. */
  onOtherAccount: () => void;
}

export type ProblemAction = 'retry' | 'home' | 'sign-in' | 'other-account';

interface ProblemScreenProps extends Pick<ProblemProps, 'homeHref' | 'onRetry' | 'onOtherAccount'> {
  icon: LucideIcon;
  title: ReactNode;
  /** In order; the first is the primary one, unless it only leads away. */
  actions?: readonly ProblemAction[];
  retryDisabled?: boolean;
  children: ReactNode;
}

/** A problem with the ways out of it. */
export function ProblemScreen({
  icon,
  title,
  actions = ['retry', 'home'],
  homeHref,
  retryDisabled = false,
  onRetry,
  onOtherAccount,
  children,
}: ProblemScreenProps) {
  const signInHref = useSignInHref();
  const buttons: Record<ProblemAction, ReactNode> = {
    retry: (
      <Button
        disabled={retryDisabled}
        key="retry"
        onClick={onRetry}
        variant={actions[0] === 'retry' ? 'primary' : 'secondary'}
      >
        <Trans>Try again</Trans>
      </Button>
    ),
    home: (
      <a className={buttonClass()} href={homeHref} key="home">
        <Trans>Open another appointment</Trans>
      </a>
    ),
    'other-account': (
      <Button key="other-account" onClick={onOtherAccount}>
        <Trans>Use another account</Trans>
      </Button>
    ),
    'sign-in': (
      <a className={buttonClass({ variant: 'primary' })} href={signInHref} key="sign-in">
        <Trans>Sign in</Trans>
      </a>
    ),
  };
  return (
    <MessageScreen actions={actions.map((action) => buttons[action])} icon={icon} title={title}>
      {children}
    </MessageScreen>
  );
}
