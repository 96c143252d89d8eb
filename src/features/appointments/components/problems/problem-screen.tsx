import { Trans } from '@lingui/react/macro';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '#ui/button.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';

export interface ProblemProps {
  /** The number that was asked for. */
  id: string;
  clinic: string;
  /** The reader's other clinics; offered by name where the appointment may be theirs, asked by nobody. */
  otherClinics: readonly { name: string; href: string }[];
  signInHref: string;
  homeHref: string;
  onRetry: () => void;
}

/** What every problem's icon looks like. */
export const problemIcon = 'size-6';

/** The way out that every problem has. */
export function HomeLink({ homeHref }: Pick<ProblemProps, 'homeHref'>) {
  return (
    <a className={buttonClass()} href={homeHref}>
      <Trans>Open another appointment</Trans>
    </a>
  );
}

interface ProblemScreenProps extends Pick<ProblemProps, 'homeHref' | 'onRetry'> {
  icon: LucideIcon;
  title: ReactNode;
  /** What passes by itself is tried again; of what does not, another appointment is the way out that comes first. */
  passes?: boolean;
  /** What to name when asking somebody for help. */
  requestId?: string | null;
  children: ReactNode;
}

/** A problem with both ways out: another try, and another appointment. */
export function ProblemScreen({
  icon: Icon,
  title,
  passes = true,
  requestId = null,
  homeHref,
  onRetry,
  children,
}: ProblemScreenProps) {
  const retry = (
    <Button key="retry" look={passes ? 'primary' : 'plain'} onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  );
  const home = <HomeLink homeHref={homeHref} key="home" />;
  return (
    <MessageScreen
      actions={passes ? [retry, home] : [home, retry]}
      icon={<Icon aria-hidden="true" className={problemIcon} />}
      role="alert"
      title={title}
    >
      {children}
      {requestId !== null && (
        <p className="text-sm text-ink-3">
          <Trans>
            When asking for help, name <code>{requestId}</code>.
          </Trans>
        </p>
      )}
    </MessageScreen>
  );
}
