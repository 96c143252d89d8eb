import { useLingui } from '@lingui/react/macro';
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { privacyItem, readItem, writeItem } from '#lib/session-storage.ts';

/** Whether the record is blurred in this tab. `index.html` reads the same key before the first paint. */
export const isPrivate = (): boolean => readItem(privacyItem) === true;

/** Blurs all of a record except time and status if others can see the screen. Stored for this tab. */
export function PrivacySwitch() {
  const { t } = useLingui();
  const [on, setOn] = useState(isPrivate);

  useEffect(() => {
    if (on) document.documentElement.dataset.privacy = 'on';
    else delete document.documentElement.dataset.privacy;
    return () => {
      delete document.documentElement.dataset.privacy;
    };
  }, [on]);

  const Icon = on ? EyeOff : Eye;
  return (
    <button
      aria-label={t`Privacy: blur the record`}
      aria-pressed={on}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-foreground-muted hover:bg-border-soft aria-pressed:bg-accent-soft aria-pressed:text-accent-soft-foreground"
      onClick={() => {
        setOn(!on);
        writeItem(privacyItem, !on);
      }}
      title={t`Privacy: blur the record`}
      type="button"
    >
      <Icon className="size-4.5" />
    </button>
  );
}
