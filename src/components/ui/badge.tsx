import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

const tones = {
  neutral: 'bg-border-soft text-foreground-muted',
  success: 'bg-success-soft text-success',
  info: 'bg-info-soft text-info',
  warn: 'bg-warn-soft text-warn',
  danger: 'bg-danger-soft text-danger',
} as const;

export type Tone = keyof typeof tones;

const sizes = { small: 'px-2 text-xs', medium: 'px-2.5 py-px text-caption' } as const;

interface BadgeProps {
  tone?: Tone;
  size?: keyof typeof sizes;
  icon?: LucideIcon;
  title?: string | undefined;
  children: ReactNode;
}

/** Its transparent border is visible with forced colors. */
export function Badge({ tone = 'neutral', size = 'medium', icon: Icon, title, children }: BadgeProps) {
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1.5 rounded-full border border-transparent font-semibold ${tones[tone]} ${sizes[size]}`}
      title={title}
    >
      {Icon && <Icon className="size-3.5 shrink-0" />}
      <span className="min-w-0">{children}</span>
    </span>
  );
}
