import { Plural, Trans } from '@lingui/react/macro';
import { TimerReset } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '#ui/button.tsx';

/** The seconds at which the countdown is announced, and the announced number. */
const announcedAt = (seconds: number): number | null => {
  if (seconds <= 10) return 10;
  return seconds <= 30 ? 30 : null;
};

interface IdleWarningProps {
  seconds: number;
  onStay: () => void;
  onSignOut: () => void;
}

/** A modal dialog with the seconds until the session expires. */
export function IdleWarning({ seconds, onStay, onSignOut }: IdleWarningProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const announced = announcedAt(seconds);
  return (
    <dialog
      aria-describedby="idle-warning-text"
      aria-labelledby="idle-warning"
      className="m-auto max-w-md rounded-card border border-border bg-surface p-6 text-foreground shadow-float backdrop:bg-black/40"
      // Escape has the same effect as the button.
      onCancel={onStay}
      ref={dialog}
    >
      <TimerReset className="size-7 text-accent" />
      <h2 className="mt-3 text-lg font-semibold" id="idle-warning">
        <Trans>Are you still there?</Trans>
      </h2>
      <p className="mt-1.5 text-foreground-muted" id="idle-warning-text">
        <Plural
          one="You will be signed out in # second because of inactivity. Your link still works."
          other="You will be signed out in # seconds because of inactivity. Your link still works."
          value={seconds}
        />
      </p>
      {/* Everything outside a modal dialog is inert, the page's live region too. */}
      <p className="sr-only" role="status">
        {announced !== null && <Plural one="# second left" other="# seconds left" value={announced} />}
      </p>
      <div className="mt-5 flex flex-wrap gap-2.5">
        <Button autoFocus size="large" variant="primary" onClick={onStay}>
          <Trans>Stay signed in</Trans>
        </Button>
        <Button size="large" onClick={onSignOut}>
          <Trans>Sign out now</Trans>
        </Button>
      </div>
    </dialog>
  );
}
