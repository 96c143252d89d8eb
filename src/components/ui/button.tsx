import type { ButtonHTMLAttributes, ReactNode } from 'react';

const looks = {
  plain: 'border-line bg-surface text-ink hover:bg-line-soft',
  primary: 'border-accent bg-accent text-on-accent hover:opacity-90',
} as const;

/** What looks like a button; for links that do too. */
export const buttonClass = (look: keyof typeof looks = 'plain'): string =>
  `inline-flex min-h-9 items-center justify-center gap-2 rounded-lg border px-2.5 py-1.5 sm:px-3 text-sm font-medium ${looks[look]}`;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof looks;
  icon?: ReactNode;
}

export function Button({ look = 'plain', icon, className = '', children, ...rest }: ButtonProps) {
  return (
    <button className={`${buttonClass(look)} ${className}`} type="button" {...rest}>
      {icon}
      {children}
    </button>
  );
}

/** A button that reads as part of the text beside it. */
export function TextButton({ className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      className={`link min-h-6 min-w-6 rounded text-[0.8125rem] font-medium ${className}`}
      type="button"
      {...rest}
    />
  );
}
