import { expect, test } from 'vitest';
import { acceptedLanguages } from './accepted-languages.ts';
import { splitHeader } from './header-list.ts';

test('a list is its parts without the spaces around them', () => {
  expect(splitHeader(' a ,b,, \t c;d ')).toEqual(['a', 'b', 'c;d']);
  expect(splitHeader('tr ; q=0.5;', ';')).toEqual(['tr', 'q=0.5']);
  expect(splitHeader(undefined)).toEqual([]);
});

test('a header of nothing but spaces takes no longer than any other of its length', () => {
  // With a pattern that goes back, a million spaces take minutes.
  for (const filler of [' ', '\t', ', ', '; ', ';q=']) {
    const header = `a${filler.repeat(1_000_000 / filler.length)}b`;
    expect(acceptedLanguages(header).length).toBeGreaterThanOrEqual(0);
  }
});
