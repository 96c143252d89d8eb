import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFolded, foldText } from './fold-text.ts';

describe('text as it is looked for', () => {
  it.each([
    ['Işık', 'isik'],
    ['İSTANBUL', 'istanbul'],
    ['Crème', 'creme'],
    ['Ağrı', 'agri'],
  ])('%s is found by %s', (text, wanted) => {
    expect(foldText(text)).toBe(wanted);
    expect(findFolded(`Dr. ${text}!`, wanted)).toEqual([[4, 4 + text.length]]);
  });

  it('is found every time it stands there', () => {
    expect(findFolded('Banana', 'AN')).toEqual([
      [1, 3],
      [3, 5],
    ]);
  });

  it('is found nowhere when nothing is looked for', () => {
    expect(findFolded('Banana', '')).toEqual([]);
  });

  it('is found in ranges that lie in the text, in order, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        (text, wanted) => {
          let before = 0;
          for (const [start, end] of findFolded(text, wanted)) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            before = end;
          }
        },
      ),
    );
  });

  it('is found wherever a whole text holds it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, wanted, after) => {
        fc.pre(foldText(wanted) !== '');
        expect(findFolded(before + wanted + after, wanted).length).toBeGreaterThan(0);
      }),
    );
  });
});
