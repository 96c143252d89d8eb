import { Trans } from '@lingui/react/macro';
import { FileQuestion, ShieldAlert } from 'lucide-react';
import { Disclosure } from '#ui/disclosure.tsx';
import { RawAnswer } from '../record/raw-answer.tsx';
import { type ProblemProps, ProblemScreen } from './problem-screen.tsx';

/** An answer came, and there is no appointment in it; `raw` is what came, undefined where it is not to be shown. */
export function SenselessAnswer({ raw, homeHref, onRetry }: ProblemProps & { raw?: unknown }) {
  return (
    <ProblemScreen
      homeHref={homeHref}
      icon={FileQuestion}
      onRetry={onRetry}
      title={<Trans>The answer makes no sense</Trans>}
    >
      <p>
        <Trans>The service answered, and there is no appointment in what it sent.</Trans>
      </p>
      {raw !== undefined && (
        <Disclosure summary={<Trans>The raw answer</Trans>}>{() => <RawAnswer raw={raw} />}</Disclosure>
      )}
    </ProblemScreen>
  );
}

/** An answer with another appointment's number: nothing of it is shown, it may be another patient's. */
export function AnotherAppointment({ id, homeHref, onRetry }: ProblemProps) {
  return (
    <ProblemScreen
      homeHref={homeHref}
      icon={ShieldAlert}
      onRetry={onRetry}
      title={<Trans>The service sent another appointment</Trans>}
    >
      <p>
        <Trans>#{id} was asked for and another came. It is not shown: it may be another patient's.</Trans>
      </p>
    </ProblemScreen>
  );
}
