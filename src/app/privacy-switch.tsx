import { useLingui } from '@lingui/react/macro';
import { Eye, EyeOff } from 'lucide-react';
import { useEffect } from 'react';
import { isPrivate, setPrivacy, showPrivacy, usePrivacy } from '#lib/use-privacy.ts';

/** Hides all of a record except time and status if others can see the screen. Stored for this tab. */
export function PrivacySwitch() {
  const { t } = useLingui();
  const on = usePrivacy();

  useEffect(() => {
    showPrivacy(isPrivate());
    return () => showPrivacy(false);
  }, []);

  const Icon = on ? EyeOff : Eye;
  return (
    <button
      aria-label={t`Privacy: blur the record`}
      aria-pressed={on}
      className="grid size-9 shrink-0 place-items-center rounded-lg text-foreground-muted hover:bg-border-soft aria-pressed:bg-accent-soft aria-pressed:text-accent-soft-foreground pointer-coarse:size-11"
      onClick={() => setPrivacy(!on)}
      type="button"
    >
      <Icon className="size-4.5" />
    </button>
  );
}
