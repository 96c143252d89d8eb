import { expect, test } from 'vitest';
import { holdsTag, isEntityTag, isSameTag, readIfNoneMatch, strongTag } from './entity-tag.ts';

test('a tag follows the content, to the letter', () => {
  expect(strongTag('Öztürk')).toBe(strongTag('Öztürk'));
  expect(strongTag('Öztürk')).not.toBe(strongTag('Ozturk'));
  expect(isEntityTag(strongTag(''))).toBe(true);
});

test.each([
  ['no header', undefined, []],
  ['an empty one', '', []],
  ['one tag', '"a"', ['"a"']],
  ['a weak one', 'W/"a"', ['W/"a"']],
  ['a list, however it is spaced', '"a",W/"b"  ,\t"c"', ['"a"', 'W/"b"', '"c"']],
  ['a tag with a comma in it', '"a,b", "c"', ['"a,b"', '"c"']],
  ['an empty tag', '""', ['""']],
  ['anything', ' * ', '*'],
  ['a star in a list, which stands for nothing', '*, "a"', ['"a"']],
  ['a tag without its quotes', 'a', []],
  ['a tag that does not end', '"a', []],
  ['a space in a tag', '"a b"', []],
])('reads %s', (_what, header, held) => {
  expect(readIfNoneMatch(header)).toEqual(held);
});

test('weak and strong are the same to If-None-Match', () => {
  expect(isSameTag('W/"a"', '"a"')).toBe(true);
  expect(isSameTag('"a"', '"A"')).toBe(false);
  expect(holdsTag('"x", W/"a"', '"a"')).toBe(true);
  expect(holdsTag('*', '"a"')).toBe(true);
  expect(holdsTag('"x"', '"a"')).toBe(false);
  expect(holdsTag(undefined, '"a"')).toBe(false);
});

test('a header of quotes and spaces is read in one pass', () => {
  const started = performance.now();
  for (const text of ['"', '" ', 'W/"', '"a" "', 'W/']) readIfNoneMatch(text.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(5000);
});
