import { describe, expect, test } from 'vitest';
import { parseSearchText, phoneEnd } from './search-text.ts';

describe('parseSearchText', () => {
  test.each([
    ['öztürk', 'name', ['ozturk'], ''],
    ['  Zeynep  ÖZTÜRK ', 'name', ['zeynep', 'ozturk'], ''],
    ['0042', 'phone', [], '0042'],
    ['٠٠٤٢', 'phone', [], '0042'],
    ['+90 (532) 000-00.42', 'phone', [], '905320000042'],
    ['öztürk 00 42', 'name_and_phone', ['ozturk'], '0042'],
    ['A1234567', 'name', ['a1234567'], ''],
    ["O'Rourke", 'name', ["o'rourke"], ''],
  ])('splits %j into words and digits', (text, key, foldedWords, digits) => {
    expect(parseSearchText(text)).toMatchObject({ key, foldedWords, digits });
  });

  test.each(['', '  ', '+', '()'])('returns null for %j, which has neither letters nor digits', (text) => {
    expect(parseSearchText(text)).toBeNull();
  });
});

test('phoneEnd keeps the zeros of a short end and drops those before an area code', () => {
  expect([phoneEnd('0042'), phoneEnd('05320000042')]).toEqual(['0042', '5320000042']);
});
