import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes } from 'react';

const variants = {
  primary: 'border border-accent bg-accent text-accent-foreground hover:opacity-90',
  secondary: 'border border-border bg-surface text-foreground hover:bg-border-soft',
  ghost: 'text-accent hover:bg-border-soft disabled:text-foreground-subtle disabled:opacity-60',
  /** Reads as part of the text beside it. */
  link: 'link',
} as const;

const sizes = {
  small: 'min-h-6 min-w-6 rounded text-caption pointer-coarse:min-h-11 pointer-coarse:min-w-11',
  medium: 'min-h-9 rounded-lg px-2.5 py-1.5 text-sm sm:px-3 pointer-coarse:min-h-11 pointer-coarse:min-w-11',
  large: 'min-h-11 rounded-lg px-5 py-1.5 text-base',
  icon: 'size-7 rounded-md pointer-coarse:size-11',
} as const;

interface ButtonStyle {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
}

/** The classes of a button, for links that look like one. */
export const buttonClass = ({ variant = 'secondary', size = 'medium' }: ButtonStyle = {}): string =>
  `inline-flex items-center justify-center gap-2 font-medium wrap-break-word ${variants[variant]} ${sizes[size]}`;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement>, ButtonStyle {
  icon?: LucideIcon;
  /** For the position of the button only: it cannot override the properties that `variant` and `size` set. */
  className?: string;
}

export function Button({
  variant = 'secondary',
  size = 'medium',
  icon: Icon,
  className = '',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button className={`${buttonClass({ variant, size })} ${className}`} type="button" {...rest}>
      {Icon && <Icon className="size-4 shrink-0" />}
      {children}
    </button>
  );
}
