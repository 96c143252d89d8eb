/** A colour of sRGB: its channels from 0 to 255, its opacity from 0 to 1. */
export interface Color {
  red: number;
  green: number;
  blue: number;
  opacity: number;
}

/** CSS Color 4, 6.1: each name and the colour it stands for, as text, since a table of objects is three times it. */
const names = `
  aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc
  bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a
  burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed
  cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b
  darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b
  darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a
  darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1
  darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff
  firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff
  gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0
  hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa
  lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080
  lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3
  lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899
  lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6
  magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3
  mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a
  mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1
  moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500
  orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee
  palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd
  powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1
  saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d
  silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa
  springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0
  violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32
`;

const named = (name: string): string | null =>
  /^[a-z]+$/.test(name) ? (new RegExp(`\\s${name} (\\w+)`).exec(names)?.[1] ?? null) : null;

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, value));

const opaque = (red: number, green: number, blue: number): Color => ({ red, green, blue, opacity: 1 });

/** 3, 4, 6 or 8 digits, without their `#`. */
const fromDigits = (digits: string): Color => {
  const width = digits.length < 6 ? 1 : 2;
  const channel = (index: number): number => {
    const text = digits.slice(index * width, (index + 1) * width) || 'ff';
    return Number.parseInt(text.repeat(2).slice(0, 2), 16);
  };
  return { red: channel(0), green: channel(1), blue: channel(2), opacity: channel(3) / 255 };
};

/** Hue in degrees, saturation and lightness from 0 to 1. */
export interface Hsl {
  hue: number;
  saturation: number;
  lightness: number;
}

export const fromHsl = ({ hue, saturation, lightness }: Hsl): Color => {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const along = (((offset + hue / 30) % 12) + 12) % 12;
    return 255 * (lightness - reach * between(-1, Math.min(along - 3, 9 - along), 1));
  };
  return opaque(channel(0), channel(8), channel(4));
};

export const toHsl = ({ red, green, blue }: Color): Hsl => {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  const lightness = most - range / 2;
  const sector = most === r ? (g - b) / range : most === g ? 2 + (b - r) / range : 4 + (r - g) / range;
  return {
    hue: range === 0 ? 0 : 60 * sector,
    saturation: range === 0 ? 0 : range / (1 - Math.abs(2 * lightness - 1)),
    lightness,
  };
};

const degrees: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['deg', 1],
  ['grad', 0.9],
  ['rad', 180 / Math.PI],
  ['turn', 360],
]);

interface Value {
  value: number;
  unit: string;
}

const isPlain = ({ unit }: Value): boolean => unit === '' || unit === '%';

const share = ({ value, unit }: Value, whole: number): number =>
  between(0, value / (unit === '%' ? 100 : whole), 1);

/** What stands between the brackets of `rgb()` or `hsl()`, with commas or without. */
const fromFunction = (kind: string, inside: string): Color | null => {
  const parts = inside
    .trim()
    .split(/\s*[,/]\s*|\s+/)
    .map((part) => /^([+-]?(?:\d+\.?|\d*\.\d+)(?:e[+-]?\d+)?)(%|[a-z]*)$/.exec(part));
  if (parts.length < 3 || parts.length > 4 || parts.includes(null)) return null;
  const values = parts.map((part) => ({ value: Number(part?.[1]), unit: part?.[2] ?? '' }));
  const [first, second, third, last] = values;
  if (!first || !second || !third) return null;
  if (!values.slice(1).every(isPlain)) return null;
  const opacity = last ? share(last, 1) : 1;
  if (kind === 'rgb') {
    if (!isPlain(first)) return null;
    return {
      red: 255 * share(first, 255),
      green: 255 * share(second, 255),
      blue: 255 * share(third, 255),
      opacity,
    };
  }
  const turn = degrees.get(first.unit);
  if (turn === undefined) return null;
  const hsl = { hue: first.value * turn, saturation: share(second, 100), lightness: share(third, 100) };
  return { ...fromHsl(hsl), opacity };
};

/** No colour takes so many letters, and the search for one in a text takes the square of its length. */
const longest = 200;

/** Reads a colour as CSS writes it: digits, a name, `rgb()` or `hsl()`; null where the text is none of them. */
export const readColor = (given: string): Color | null => {
  if (given.length > longest) return null;
  const text = given.trim().toLowerCase();
  if (text === 'transparent') return { ...opaque(0, 0, 0), opacity: 0 };
  const digits = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(text)?.[1] ?? named(text);
  if (digits !== null) return fromDigits(digits);
  const [, kind, inside] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text) ?? [];
  return kind === undefined || inside === undefined ? null : fromFunction(kind, inside);
};

/** `#rrggbb`; what is translucent as seen on white. */
export const writeColor = ({ red, green, blue, opacity }: Color): string => {
  const digits = (channel: number): string =>
    Math.round(channel * opacity + 255 * (1 - opacity))
      .toString(16)
      .padStart(2, '0');
  return `#${digits(red)}${digits(green)}${digits(blue)}`;
};

/** Light itself, of a channel that is told as eyes see it. */
const linear = (channel: number): number =>
  channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;

/** WCAG 2.2, relative luminance. */
const luminance = ({ red, green, blue }: Color): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** WCAG 2.2, contrast ratio of two opaque colours: 1 to 21. */
export const contrast = (one: Color, other: Color): number => {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
};
