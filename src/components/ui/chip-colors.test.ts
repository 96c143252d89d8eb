import { colord, extend } from 'colord';
import a11y from 'colord/plugins/a11y';
import { describe, expect, it } from 'vitest';
import { chipColors } from './chip-colors.ts';

extend([a11y]);

const steps = [0, 32, 64, 96, 128, 160, 192, 224, 255];
const grid = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => ({ r, g, b }))));

describe('chipColors', () => {
  it('has a contrast of at least 4.5:1 for every color of a grid', () => {
    const poor = grid.filter((rgb) => {
      const colors = chipColors(colord(rgb).toHex());
      return !colors || colord(colors.text).contrast(colors.background) < 4.5;
    });
    expect(grid).toHaveLength(729);
    expect(poor).toEqual([]);
  });

  it.each(['#fff', 'yellow', 'rgb(120 120 120)', 'hsl(200, 100%, 50%)', 'rgba(255, 0, 0, 0.1)', '#12345680'])(
    'has a contrast of at least 4.5:1 for %s',
    (color) => {
      const colors = chipColors(color);
      expect(colors && colord(colors.text).contrast(colors.background)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['', '#12', 'nice', 'url(javascript:1)', '#ggg', 'var(--ink)'])(
    'returns null when %j is not a color',
    (color) => {
      expect(chipColors(color)).toBeNull();
    },
  );
});
