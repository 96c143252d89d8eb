import type { ReactNode } from 'react';

const tones = {
  bad: 'border-bad/30 bg-bad-soft text-bad',
  warn: 'border-warn/30 bg-warn-soft text-warn',
  info: 'border-info/30 bg-info-soft text-info',
} as const;

interface BannerProps {
  tone: keyof typeof tones;
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
}

/** Something the reader must know before the rest of the page. */
export function Banner({ tone, icon, title, children }: BannerProps) {
  return (
    <div className={`flex gap-3 rounded-card border px-4 py-3 text-sm ${tones[tone]}`}>
      <span className="mt-0.5 shrink-0">{icon}</span>
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-0.5 text-ink">{children}</div>}
      </div>
    </div>
  );
}
