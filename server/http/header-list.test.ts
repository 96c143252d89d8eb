import { expect, test } from 'vitest';
import { splitHeader } from './header-list.ts';

test('splits a list at its separator, without spaces and empty entries', () => {
  expect(splitHeader(' a ,b,, \t c;d ')).toEqual(['a', 'b', 'c;d']);
  expect(splitHeader('tr ; q=0.5;', ';')).toEqual(['tr', 'q=0.5']);
  expect(splitHeader(undefined)).toEqual([]);
});
