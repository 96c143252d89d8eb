import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import names from 'colord/plugins/names';

extend([a11y, names]);

export interface ChipColors {
  background: string;
  text: string;
  /** The colour as it was given, for the chip's dot. */
  dot: string;
}

/** WCAG 2.2, 1.4.3: small text. */
const legible = 4.5;

const onWhite = ({ r, g, b }: Record<'r' | 'g' | 'b', number>, opacity: number) => {
  const over = (channel: number): number => Math.round(channel * opacity + 255 * (1 - opacity));
  return colord({ r: over(r), g: over(g), b: over(b) });
};

/**
 * A tint of a colour and a shade of the same hue that is legible on it, at 4.5:1 or better whatever the colour.
 * Null where the text is no colour. A translucent one is seen as on white paper.
 */
export const chipColors = (given: string): ChipColors | null => {
  const parsed = colord(given.trim());
  if (!parsed.isValid()) return null;
  const { r, g, b, a } = parsed.toRgb();
  const color = onWhite({ r, g, b }, a);
  const background = onWhite(color.toRgb(), 0.18);
  const { h, s, l } = color.toHsl();
  // Black is legible on every tint, so the search ends.
  let lightness = Math.min(l, 45);
  let text = colord({ h, s, l: lightness });
  while (text.contrast(background) < legible && lightness > 0) {
    lightness -= 2;
    text = colord({ h, s, l: Math.max(0, lightness) });
  }
  return { background: background.toHex(), text: text.toHex(), dot: color.toHex() };
};
