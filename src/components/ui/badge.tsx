import type { ReactNode } from 'react';

const tones = {
  neutral: 'bg-line-soft text-ink-2',
  ok: 'bg-ok-soft text-ok',
  info: 'bg-info-soft text-info',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const;

export type Tone = keyof typeof tones;

interface BadgeProps {
  tone?: Tone;
  icon?: ReactNode;
  small?: boolean;
  title?: string | undefined;
  children: ReactNode;
}

export function Badge({ tone = 'neutral', icon, small = false, title, children }: BadgeProps) {
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1.5 rounded-full font-semibold ${tones[tone]} ${small ? 'px-2 py-px text-xs' : 'px-2.5 py-0.5 text-[0.8125rem]'}`}
      title={title}
    >
      {icon}
      <span className="min-w-0">{children}</span>
    </span>
  );
}
