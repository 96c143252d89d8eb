import { Trans } from '@lingui/react/macro';
import { EyeOff } from 'lucide-react';
import type { MouseEvent } from 'react';
import { setPrivacy } from '#lib/use-privacy.ts';
import { Button } from '#ui/button.tsx';

const show = (event: MouseEvent) => {
  // The button disappears.
  event.currentTarget.closest('article')?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  setPrivacy(false);
};

/** A note across the hidden record, with a button that shows the record again. */
export function PrivacyNote() {
  return (
    <div className="sticky top-32 z-[5] h-0 print:hidden">
      <p
        className="mx-auto flex w-fit items-center gap-2.5 rounded-card border border-border bg-surface px-4 py-2.5 text-sm shadow-float"
        role="status"
      >
        <EyeOff className="size-4 text-foreground-subtle" />
        <Trans>Record hidden.</Trans>
        <Button onClick={show} size="small" variant="link">
          <Trans>Show again</Trans>
        </Button>
      </p>
    </div>
  );
}
