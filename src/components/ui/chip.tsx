import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { chipColors } from './chip-colors.ts';

interface ChipProps {
  /** A CSS color. Any other text, or null, gives a neutral chip. */
  color: string | null;
  title?: string | undefined;
  children: ReactNode;
}

/** Its transparent border is visible with forced colors. */
export function Chip({ color, title, children }: ChipProps) {
  const colors = color === null ? null : chipColors(color);
  const chip = useRef<HTMLSpanElement>(null);
  const text = colors?.text;
  const background = colors?.background;

  // The content security policy allows no style attribute in the server's HTML. Before hydration the script in
  // index.html sets the colors from the data attributes.
  useLayoutEffect(() => {
    if (!chip.current) return;
    chip.current.style.color = text ?? '';
    chip.current.style.backgroundColor = background ?? '';
  }, [text, background]);

  return (
    <span
      className="inline-flex max-w-full items-center rounded-full border border-transparent bg-border-soft px-2 py-px text-caption font-semibold text-foreground-muted ring-1 ring-black/5 ring-inset"
      data-color={text}
      data-background={background}
      ref={chip}
      title={title}
    >
      <span className="min-w-0">{children}</span>
    </span>
  );
}
