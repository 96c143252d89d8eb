import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFolded, findWords, foldText, foldWords } from './fold-text.ts';

describe('findFolded', () => {
  it.each([
    ['Işık', 'isik'],
    ['İSTANBUL', 'istanbul'],
    ['Crème', 'creme'],
    ['Ağrı', 'agri'],
    ['Łukasz', 'lukasz'],
    ['Straße', 'strasse'],
    ['Smørrebrød', 'smorrebrod'],
    ['Botox’s', "botox's"],
    ['Botox´s', "botox's"],
    ['Dolgu–1', 'dolgu-1'],
    ['Dolgu\u20111', 'dolgu-1'],
    ['Dol\u00adgu', 'dolgu'],
    ['ΝΊΚΟΣ', 'νικοσ'],
    ['کیان', 'كيان'],
    ['كيان', 'كيان'],
    ['علی', 'علي'],
    ['أحمد', 'احمد'],
    ['۱۲۳', '123'],
    ['٤٥٦', '456'],
    ['１２', '12'],
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

  it('does not return a letter twice when only a part of its folded form matches', () => {
    expect(findFolded('Straße', 's')).toEqual([
      [0, 1],
      [4, 5],
    ]);
  });

  it('finds Arabic letters by Persian ones and the reverse', () => {
    expect(findFolded('كريم', 'کریم')).toEqual([[0, 4]]);
    expect(findFolded('کریم', 'كريم')).toEqual([[0, 4]]);
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

describe('findWords', () => {
  it('returns the ranges of each word in the order of the text, overlapping and neighboring ones joined', () => {
    expect(findWords('Mert Kaya, Işık', 'isik mert')).toEqual([
      [0, 4],
      [11, 15],
    ]);
    expect(findWords('Banana', 'ana nan')).toEqual([[1, 5]]);
    expect(findWords('A gel 1 ml', '1 gel')).toEqual([[2, 7]]);
  });

  it('finds every word of any query in any text that contains the query', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (before, query, after) => {
        const text = foldText(before + query + after);
        for (const word of foldWords(query)) expect(text).toContain(word);
        expect(findWords(before + query + after, query).length > 0).toBe(foldWords(query).length > 0);
      }),
    );
  });
});
