import { type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

const tones = {
  danger: 'border-danger/30 bg-danger-soft text-danger',
  warn: 'border-warn/30 bg-warn-soft text-warn',
  info: 'border-info/30 bg-info-soft text-info',
} as const;

interface BannerProps {
  tone: keyof typeof tones;
  icon: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
}

/** A message that the user should read before the rest of the page. */
export function Banner({ tone, icon: Icon, title, children }: BannerProps) {
  return (
    <div className={`flex gap-3 rounded-card border px-4 py-3 text-sm ${tones[tone]}`}>
      <span className="mt-0.5 shrink-0">
        <Icon className="size-5" />
      </span>
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-0.5 text-foreground">{children}</div>}
      </div>
    </div>
  );
}

/** A contradiction in the data, in the row it concerns. */
export function InlineWarning({ children }: { children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 text-caption text-warn">
      <TriangleAlert className="mt-0.5 size-3.5 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
