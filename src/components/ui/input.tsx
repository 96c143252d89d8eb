import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

const sizes = {
  small: { field: 'h-8 bg-surface text-caption', start: 'ps-2.5', startWithIcon: 'ps-8', end: 'pe-2' },
  medium: { field: 'h-9 bg-background text-sm', start: 'ps-3', startWithIcon: 'ps-8.5', end: 'pe-3' },
  large: { field: 'min-h-11 bg-surface text-base', start: 'ps-3.5', startWithIcon: 'ps-10', end: 'pe-3.5' },
} as const;

interface InputProps extends Omit<ComponentProps<'input'>, 'size'> {
  size?: keyof typeof sizes;
  icon?: LucideIcon;
  /** A keyboard shortcut shown at the end of the field on a wide screen. */
  shortcut?: string;
  /** For the width and place of the field only. */
  className?: string;
}

/** A one-line text field. Autocomplete and spell checking are off, because no field contains prose. */
export function Input({ size = 'medium', icon: Icon, shortcut, className = '', ...rest }: InputProps) {
  const { field, start, startWithIcon, end } = sizes[size];
  return (
    <div className={`relative min-w-0 ${className}`}>
      {Icon && (
        <Icon
          className={`pointer-events-none absolute top-1/2 size-4 -translate-y-1/2 text-foreground-subtle ${size === 'small' ? 'start-2' : 'start-2.5'}`}
        />
      )}
      <input
        autoComplete="off"
        className={`w-full min-w-0 rounded-lg border border-control text-foreground placeholder:text-foreground-subtle ${field} ${Icon ? startWithIcon : start} ${shortcut ? `${end} sm:pe-16` : end}`}
        spellCheck={false}
        type="text"
        {...rest}
      />
      {shortcut && (
        <kbd
          aria-hidden="true"
          className="pointer-events-none absolute end-2 top-1/2 hidden -translate-y-1/2 rounded border border-border bg-surface px-1.5 py-0.5 font-mono text-[0.6875rem] text-foreground-subtle sm:block"
        >
          {shortcut}
        </kbd>
      )}
    </div>
  );
}
