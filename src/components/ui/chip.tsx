import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { chipColors } from './chip-colors.ts';

interface ChipProps {
  /** Any CSS colour; anything else gets the neutral look. */
  color: string | null;
  title?: string | undefined;
  children: ReactNode;
}

export function Chip({ color, title, children }: ChipProps) {
  const colors = color === null ? null : chipColors(color);
  const chip = useRef<HTMLSpanElement>(null);
  const ink = colors?.text;
  const paper = colors?.background;

  // Not in the markup: a document that is rendered by a server may have no style attribute under a strict policy.
  // There the script in index.html paints from the data attributes.
  useLayoutEffect(() => {
    if (!chip.current) return;
    chip.current.style.color = ink ?? '';
    chip.current.style.backgroundColor = paper ?? '';
  }, [ink, paper]);

  return (
    <span
      className="inline-flex max-w-full items-center rounded-full bg-line-soft px-2 py-0.5 text-[0.8125rem] font-semibold text-ink-2 ring-1 ring-black/5 ring-inset"
      data-ink={ink}
      data-paper={paper}
      ref={chip}
      title={title}
    >
      <span className="min-w-0">{children}</span>
    </span>
  );
}
