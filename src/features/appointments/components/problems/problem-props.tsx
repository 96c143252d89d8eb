import { Trans } from '@lingui/react/macro';
import { Button, buttonClass } from '#ui/button.tsx';

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

export const problemIcon = 'size-6';

/** The way out that every problem has. */
export function HomeLink({ homeHref }: Pick<ProblemProps, 'homeHref'>) {
  return (
    <a className={buttonClass()} href={homeHref}>
      <Trans>Open another appointment</Trans>
    </a>
  );
}

export function RetryButton({
  onRetry,
  primary = true,
}: Pick<ProblemProps, 'onRetry'> & { primary?: boolean }) {
  return (
    <Button look={primary ? 'primary' : 'plain'} onClick={onRetry}>
      <Trans>Try again</Trans>
    </Button>
  );
}

/** What to name when asking somebody for help. */
export function Reference({ requestId }: { requestId: string | null }) {
  if (requestId === null) return null;
  return (
    <p className="text-sm text-ink-3">
      <Trans>
        When asking for help, name <code>{requestId}</code>.
      </Trans>
    </p>
  );
}
