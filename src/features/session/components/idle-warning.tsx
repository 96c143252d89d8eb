import { Plural, Trans } from '@lingui/react/macro';
import { TimerReset } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '#ui/button.tsx';

/** A modal dialog with the seconds until the session expires. */
export function IdleWarning({ seconds, onStay }: { seconds: number; onStay: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
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
