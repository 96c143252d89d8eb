import { type Color, contrast, fromHsl, readColor, toHsl, writeColor } from '#lib/css-color.ts';

export interface ChipColors {
  background: string;
  text: string;
}

/** WCAG 2.2, 1.4.3: small text. */
const legible = 4.5;

/** How much of the colour the tint keeps: a fifth of a strong one, all of one that is a tint already. */
const strength = (lightness: number): number => Math.min(1, Math.max(0.2, (lightness - 0.6) / 0.25));

/** What counts is the colour as it is written out: in whole steps, and on white paper. */
const asWritten = (color: Color): Color => readColor(writeColor(color)) ?? color;

/**
 * A tint of a colour and a shade of the same hue that is legible on it, at 4.5:1 or better whatever the colour.
 * Null where the text is no colour. A translucent one is seen as on white paper.
 */
export const chipColors = (given: string): ChipColors | null => {
  const read = readColor(given);
  if (!read) return null;
  const color = asWritten(read);
  const { hue, saturation, lightness: itsOwn } = toHsl(color);
  const background = asWritten({ ...color, opacity: strength(itsOwn) });
  const shade = (lightness: number): Color => asWritten(fromHsl({ hue, saturation, lightness }));
  // Black is legible on every tint, so the search ends.
  let lightness = Math.min(itsOwn, 0.4);
  while (contrast(shade(lightness), background) < legible && lightness > 0)
    lightness = Math.max(0, lightness - 0.02);
  return { background: writeColor(background), text: writeColor(shade(lightness)) };
};
