import type { ReactNode } from 'react';
import { chipColors } from './chip-colors.ts';

interface ChipProps {
  /** Any CSS colour; anything else gets the neutral look. */
  color: string | null;
  title?: string | undefined;
  children: ReactNode;
}

export function Chip({ color, title, children }: ChipProps) {
  const colors = color === null ? null : chipColors(color);
  return (
    <span
      className="inline-flex max-w-full items-center rounded-full bg-line-soft px-2 py-0.5 text-[0.8125rem] font-semibold text-ink-2 ring-1 ring-black/5 ring-inset"
      style={colors ? { backgroundColor: colors.background, color: colors.text } : undefined}
      title={title}
    >
      <span className="min-w-0">{children}</span>
    </span>
  );
}
