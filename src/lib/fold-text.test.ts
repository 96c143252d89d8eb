import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFolded, foldText } from './fold-text.ts';

describe('findFolded', () => {
  it.each([
    ['Işık', 'isik'],
    ['İSTANBUL', 'istanbul'],
    ['Crème', 'creme'],
    ['Ağrı', 'agri'],
  ])('finds %s by %s', (text, query) => {
    expect(foldText(text)).toBe(query);
    expect(findFolded(`Dr. ${text}!`, query)).toEqual([[4, 4 + text.length]]);
  });

  it('returns every occurrence', () => {
    expect(findFolded('Banana', 'AN')).toEqual([
      [1, 3],
      [3, 5],
    ]);
  });

  it('returns nothing for an empty query', () => {
    expect(findFolded('Banana', '')).toEqual([]);
  });

  it('returns ordered ranges within any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        (text, query) => {
          let before = 0;
          for (const [start, end] of findFolded(text, query)) {
            expect(start).toBeGreaterThanOrEqual(before);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            before = end;
          }
        },
      ),
    );
  });

  it('finds any query inside any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (before, query, after) => {
        fc.pre(foldText(query) !== '');
        expect(findFolded(before + query + after, query).length).toBeGreaterThan(0);
      }),
    );
  });
});
