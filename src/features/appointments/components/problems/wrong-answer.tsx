import { Trans } from '@lingui/react/macro';
import { FileQuestion, ShieldAlert } from 'lucide-react';
import { Disclosure } from '#ui/disclosure.tsx';
import { MessageScreen } from '#ui/message-screen.tsx';
import { RawAnswer } from '../raw-answer.tsx';
import { HomeLink, problemIcon, type ProblemProps, RetryButton } from './problem-props.tsx';

/** An answer came, and there is no appointment in it; `raw` is what came, undefined where it is not to be shown. */
export function SenselessAnswer({ raw, homeHref, onRetry }: ProblemProps & { raw?: unknown }) {
  return (
    <MessageScreen
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={<FileQuestion aria-hidden="true" className={problemIcon} />}
      role="alert"
      title={<Trans>The answer makes no sense</Trans>}
    >
      <p>
        <Trans>The service answered, and there is no appointment in what it sent.</Trans>
      </p>
      {raw !== undefined && (
        <Disclosure summary={<Trans>The raw answer</Trans>}>{() => <RawAnswer raw={raw} />}</Disclosure>
      )}
    </MessageScreen>
  );
}

/** An answer with another appointment's number: nothing of it is shown, it may be another patient's. */
export function AnotherAppointment({ id, homeHref, onRetry }: ProblemProps) {
  return (
    <MessageScreen
      actions={
        <>
          <RetryButton onRetry={onRetry} />
          <HomeLink homeHref={homeHref} />
        </>
      }
      icon={<ShieldAlert aria-hidden="true" className={problemIcon} />}
      role="alert"
      title={<Trans>The service sent another appointment</Trans>}
    >
      <p>
        <Trans>#{id} was asked for and another came. It is not shown: it may be another patient's.</Trans>
      </p>
    </MessageScreen>
  );
}
