import { Plural, Trans } from '@lingui/react/macro';
import { TimerReset } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SessionResponse } from '#contract/session.ts';
import { useNow } from '#lib/use-now.ts';
import { Button } from '#ui/button.tsx';
import { useIdleTimeout } from './use-idle-timeout.ts';

/** The warning is shown this long before the session expires. */
const warningMs = 60_000;

interface IdleTimeoutProps {
  session: SessionResponse;
  /** When the session was fetched, in milliseconds since 1970: its seconds count from there. */
  fetchedAt: number;
  /** Ends the session here and in every other tab. */
  onExpire: () => void;
}

/** Ends an idle session, after a warning that a minute is left. */
export function IdleTimeout({ session, fetchedAt, onExpire }: IdleTimeoutProps) {
  const { expiresAt, extend } = useIdleTimeout(session.idle_seconds_left, fetchedAt);
  if (expiresAt === null) return null;
  return <Countdown expiresAt={expiresAt} onExpire={onExpire} onStay={() => void extend()} />;
}

interface CountdownProps {
  expiresAt: number;
  onStay: () => void;
  onExpire: () => void;
}

function Countdown({ expiresAt, onStay, onExpire }: CountdownProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const now = useNow('second');
  const left = expiresAt - now;
  const warn = left <= warningMs;
  const over = left <= 0;
  const seconds = Math.max(0, Math.ceil(left / 1000));

  useEffect(() => {
    if (over) onExpire();
  }, [over, onExpire]);

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
          one="You will be signed out in # second because of inactivity. Your link still works."
          other="You will be signed out in # seconds because of inactivity. Your link still works."
          value={seconds}
        />
      </p>
      <Button autoFocus className="mt-5" variant="primary" onClick={onStay}>
        <Trans>Stay signed in</Trans>
      </Button>
    </dialog>
  );
}
