import { Trans } from '@lingui/react/macro';
import { useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';

interface CopyDialogProps {
  /** Why the text was not copied. */
  message: string;
  text: string;
  onClose: () => void;
}

/** A modal dialog with the selected text, if the browser does not let the page write to the clipboard. */
export function CopyDialog({ message, text, onClose }: CopyDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    field.current?.select();
  }, []);
  return (
    <dialog
      aria-labelledby={id}
      className="m-auto w-full max-w-md rounded-card border border-border bg-surface p-6 text-foreground shadow-float backdrop:bg-black/40"
      onClose={onClose}
      ref={dialog}
    >
      <h2 className="text-lg font-semibold" id={id}>
        {message}
      </h2>
      <p className="mt-1.5 text-sm text-foreground-muted" id={`${id}-hint`}>
        <Trans>The text is selected. Copy it with Ctrl C, or with Copy in the menu of the text.</Trans>
      </p>
      <textarea
        aria-describedby={`${id}-hint`}
        aria-labelledby={id}
        className="mt-3 w-full rounded-lg border border-control bg-background px-3 py-2 text-sm"
        dir="auto"
        readOnly
        ref={field}
        rows={Math.min(8, 1 + text.split('\n').length)}
        value={text}
      />
      <form className="mt-4 flex justify-end" method="dialog">
        <Button size="large" type="submit">
          <Trans comment="Closes a dialog">Close</Trans>
        </Button>
      </form>
    </dialog>
  );
}
