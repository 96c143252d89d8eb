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
      className="inline-flex max-w-full items-center gap-1.5 rounded-full bg-line-soft px-2.5 py-0.5 text-[0.8125rem] font-semibold text-ink-2 ring-1 ring-black/5 ring-inset"
      style={colors ? { backgroundColor: colors.background, color: colors.text } : undefined}
      title={title}
    >
      {colors && (
        <span
          aria-hidden="true"
          className="size-2 shrink-0 rounded-full ring-1 ring-black/15 ring-inset"
          style={{ backgroundColor: colors.dot }}
        />
      )}
      <span className="min-w-0">{children}</span>
    </span>
  );
}
