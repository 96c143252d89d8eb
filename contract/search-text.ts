import { latinDigits } from './digits.ts';
import type { SearchKey } from './customers.ts';
import { foldWords } from './fold-text.ts';

/** A parsed search text for customers. */
export interface SearchText {
  key: Exclude<SearchKey, 'identity_number'>;
  /** As typed, without the digits. */
  words: string[];
  /** Folded. */
  foldedWords: string[];
  /** All digits of the tokens without letters, in order; empty for none. */
  digits: string;
}

/** Digits of any script with the separators of phone numbers. */
const digitsOnly = /^[\d+()./-]+$/;

/** A national number has a zero before its area code; stored, it may follow the code of a country. */
const nationalLength = 7;

/**
 * Splits the text into words and digits: `öztürk 0042` is a name and the end of a phone number. Null without a letter
 * or digit.
 */
export const parseSearchText = (text: string): SearchText | null => {
  const tokens = latinDigits(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, ''))
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .split(/\s+/);
  const words = tokens.filter((token) => /\p{L}|\p{M}/u.test(token));
  const digits = tokens
    .filter((token) => digitsOnly.test(token))
    .join('')
    .replaceAll(/\D/g, '');
  if (words.length === 0 && digits === '') return null;
  const named = digits === '' ? 'name' : 'name_and_phone';
  return {
    key: words.length === 0 ? 'phone' : named,
    words,
    foldedWords: foldWords(words.join(' ')),
    digits,
  };
};

/** The digits that the end of a phone number is compared with: without the zeros before an area code. */
export const phoneEnd = (digits: string): string =>
  digits.length >= nationalLength ? digits.replace(/^0+(?=\d)/, '') : digits;
