import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import names from 'colord/plugins/names';

extend([a11y, names]);

export interface ChipColors {
  background: string;
  text: string;
}

/** WCAG 2.2, 1.4.3: small text. */
const minContrast = 4.5;

const onWhite = ({ r, g, b }: Record<'r' | 'g' | 'b', number>, opacity: number) => {
  const over = (channel: number): number => Math.round(channel * opacity + 255 * (1 - opacity));
  return colord(colord({ r: over(r), g: over(g), b: over(b) }).toHex());
};

/** How much of the colour the tint keeps: a fifth of a strong one, all of one that is a tint already. */
const strength = (lightness: number): number => Math.min(1, Math.max(0.2, (lightness - 60) / 25));

/**
 * A tint of a colour and a shade of the same hue that is legible on it, at 4.5:1 or better whatever the colour.
 * Null where the text is no colour. A translucent one is seen as on white paper.
 */
export const chipColors = (given: string): ChipColors | null => {
  const parsed = colord(given.trim());
  if (!parsed.isValid()) return null;
  const { r, g, b, a } = parsed.toRgb();
  const color = onWhite({ r, g, b }, a);
  const { h, s, l } = color.toHsl();
  const background = onWhite(color.toRgb(), strength(l));
  // Black is legible on every tint, so the search ends. What counts is the colour as it is written out.
  const shade = (lightness: number) => colord(colord({ h, s, l: lightness }).toHex());
  let lightness = Math.min(l, 40);
  while (shade(lightness).contrast(background) < minContrast && lightness > 0)
    lightness = Math.max(0, lightness - 2);
  return { background: background.toHex(), text: shade(lightness).toHex() };
};
