import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import names from 'colord/plugins/names';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, readColor, toHsl, fromHsl, writeColor } from './css-color.ts';

extend([a11y, names]);

/** Another reader of colours, to hold ours against. */
const theirs = (text: string): string => {
  const { r, g, b, a } = colord(text).toRgb();
  return writeColor({ red: r, green: g, blue: b, opacity: a });
};
const ours = (text: string): string | null => {
  const color = readColor(text);
  return color && writeColor(color);
};

const byte = fc.integer({ min: 0, max: 255 });
const percent = fc.integer({ min: 0, max: 100 });

describe('a colour as CSS writes it', () => {
  it('is read by every name there is', () => {
    // A name is what a library turns the colour back into; what has two, such as grey, is asked for by both.
    const known = [
      'aliceblue',
      'grey',
      'gray',
      'darkslategrey',
      'rebeccapurple',
      'yellowgreen',
      'RED',
      'tan',
    ];
    for (const name of known) expect(ours(name)).toBe(theirs(name));
    const all = Array.from({ length: 4096 }, (_, index) => `#${index.toString(16).padStart(3, '0')}`);
    for (const name of new Set(all.map((hex) => colord(hex).toName({ closest: true }) ?? 'red')))
      expect([name, ours(name)]).toEqual([name, theirs(name)]);
  });

  it('is read from digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^#([\da-fA-F]{3,4}|[\da-fA-F]{6}|[\da-fA-F]{8})$/), (text) => {
        const [a, b] = [readColor(text), colord(text).toRgb()];
        expect([a?.red, a?.green, a?.blue]).toEqual([b.r, b.g, b.b]);
        expect(a?.opacity).toBeCloseTo(b.a, 1);
      }),
    );
  });

  it('is read from rgb() and hsl(), with commas and without', () => {
    fc.assert(
      fc.property(byte, byte, byte, percent, percent, (red, green, blue, one, other) => {
        for (const text of [
          `rgb(${red}, ${green}, ${blue})`,
          `rgba(${red},${green},${blue},0.5)`,
          `rgb(${red} ${green} ${blue} / ${one}%)`,
          `rgb(${one}% ${other}% 0%)`,
          `hsl(${red - 100}, ${one}%, ${other}%)`,
          `hsl(${green}deg ${one}% ${other}% / .25)`,
          `HSL(0.${red}turn ${one}% ${other}%)`,
        ]) {
          const [a, b] = [readColor(ours(text) ?? ''), readColor(theirs(text))];
          expect([text, a && b && Math.abs(a.red - b.red) < 2]).toEqual([text, true]);
          expect([text, a && b && Math.abs(a.green - b.green) < 2]).toEqual([text, true]);
          expect([text, a && b && Math.abs(a.blue - b.blue) < 2]).toEqual([text, true]);
        }
      }),
    );
  });

  it.each([
    '',
    '#',
    '#12',
    '#12345',
    '#1234567',
    '#ggg',
    'nice',
    'f0f8ff',
    '.*',
    'red;',
    'constructor',
    'var(--ink)',
    'url(javascript:1)',
    'rgb()',
    'rgb(1,2)',
    'rgb(1 2 3 4 5)',
    'rgb(1 2 x)',
    'rgb(1deg 2 3)',
    'hsl(1px 2% 3%)',
    'hsl(1constructor 2% 3%)',
  ])('%j is none', (text) => {
    expect(readColor(text)).toBeNull();
  });

  it('is looked for in any text, however long, without an error or a wait', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readColor(`rgb(${text})`)).not.toThrow();
      }),
    );
    expect(readColor(`rgb(1${' '.repeat(1_000_000)}x)`)).toBeNull();
  });
});

describe('arithmetic of colours', () => {
  it('has the contrast of WCAG', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (red, green, blue, other) => {
        const [one, grey] = [
          { red, green, blue, opacity: 1 },
          { red: other, green: other, blue: other, opacity: 1 },
        ];
        expect(contrast(one, grey)).toBeCloseTo(colord(writeColor(one)).contrast(writeColor(grey)), 1);
      }),
    );
  });

  it('goes to hue, saturation and lightness and back without a loss', () => {
    fc.assert(
      fc.property(byte, byte, byte, (red, green, blue) => {
        const color = { red, green, blue, opacity: 1 };
        expect(writeColor(fromHsl(toHsl(color)))).toBe(writeColor(color));
      }),
    );
  });
});
