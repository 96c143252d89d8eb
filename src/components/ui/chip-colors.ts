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

/** The share of the color in its tint: a fifth of a strong color, all of a color that is already light. */
const strength = (lightness: number): number => Math.min(1, Math.max(0.2, (lightness - 60) / 25));

/**
 * A tint of a color and a shade of the same hue with a contrast of at least 4.5:1 on it. Null if the text is not a
 * color. A translucent color is blended with white.
 */
export const chipColors = (given: string): ChipColors | null => {
  const parsed = colord(given.trim());
  if (!parsed.isValid()) return null;
  const { r, g, b, a } = parsed.toRgb();
  const color = onWhite({ r, g, b }, a);
  const { h, s, l } = color.toHsl();
  const background = onWhite(color.toRgb(), strength(l));
  // Black is legible on every tint, so the search ends. The contrast is that of the rounded color.
  const shade = (lightness: number) => colord(colord({ h, s, l: lightness }).toHex());
  let lightness = Math.min(l, 40);
  while (shade(lightness).contrast(background) < minContrast && lightness > 0)
    lightness = Math.max(0, lightness - 2);
  return { background: background.toHex(), text: shade(lightness).toHex() };
};
