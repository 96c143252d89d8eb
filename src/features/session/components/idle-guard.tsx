import { Plural, Trans } from '@lingui/react/macro';
import { TimerReset } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useNow } from '#lib/use-now.ts';
import { Button } from '#ui/button.tsx';
import { useIdleEnd } from './use-idle-end.ts';

/** The warning comes so long before the end. */
const warningMs = 60_000;

interface IdleGuardProps {
  session: SessionResponse;
  /** When the session was asked for, in milliseconds since 1970. */
  askedAt: number;
  /** Ends the sign-in here and in every other tab. */
  onEnd: () => void;
}

/** Ends a sign-in that nobody uses, after a warning that a minute is left. */
export function IdleGuard({ session, askedAt, onEnd }: IdleGuardProps) {
  const { until, stay } = useIdleEnd(session.idle_seconds_left, askedAt);
  if (until === null) return null;
  return <Countdown onEnd={onEnd} onStay={() => void stay()} until={until} />;
}

function Countdown({ until, onStay, onEnd }: { until: number; onStay: () => void; onEnd: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const now = useNow('second');
  const left = until - now;
  const warn = left <= warningMs;
  const over = left <= 0;
  const seconds = Math.max(0, Math.ceil(left / 1000));

  useEffect(() => {
    if (over) onEnd();
  }, [over, onEnd]);

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (warn && !over && !element.open) element.showModal();
    else if (!warn && element.open) element.close();
  }, [warn, over]);

  return (
    <dialog
      aria-labelledby="idle-warning"
      className="m-auto max-w-md rounded-card border border-border bg-surface p-6 text-foreground shadow-float backdrop:bg-black/40"
      // Escape and the button mean the same: the person is there.
      onCancel={onStay}
      ref={dialog}
    >
      <TimerReset className="size-7 text-accent" />
      <h2 className="mt-3 text-lg font-semibold" id="idle-warning">
        <Trans>Are you still there?</Trans>
      </h2>
      <p className="mt-1.5 text-foreground-muted">
        <Plural
          one="You are signed out in # second, because nothing was done for a while. The link is kept."
          other="You are signed out in # seconds, because nothing was done for a while. The link is kept."
          value={seconds}
        />
      </p>
      <Button autoFocus className="mt-5" variant="primary" onClick={onStay}>
        <Trans>Stay signed in</Trans>
      </Button>
    </dialog>
  );
}
