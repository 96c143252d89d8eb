import type { ComponentProps } from 'react';

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type'> {
  /** For the place of the box only. */
  className?: string;
}

/** A native checkbox, drawn by the page so that the empty box follows the color scheme too. */
export function Checkbox({ className = '', ...rest }: CheckboxProps) {
  return (
    <input
      className={`grid size-4.5 shrink-0 appearance-none place-items-center rounded border border-control bg-surface before:size-2.5 before:bg-accent-foreground before:[clip-path:polygon(8%_52%,0_62%,36%_96%,100%_18%,90%_8%,35%_76%)] not-checked:before:hidden checked:border-accent checked:bg-accent forced-colors:appearance-auto forced-colors:before:hidden print:appearance-auto print:before:hidden ${className}`}
      type="checkbox"
      {...rest}
    />
  );
}
