import { isIdentifier } from './endpoints.ts';

/** The value of a digit of any script; the ten digits of a script are consecutive. */
const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
};

/** Replaces the digits of any script by 0 to 9. */
export const latinDigits = (text: string): string => text.replaceAll(/(?![0-9])\p{Nd}/gu, digitValue);

/** Text with Latin digits and without invisible characters; full-width characters become ASCII and № becomes No. */
export const plainText = (text: string): string =>
  latinDigits(text.normalize('NFKC').replaceAll(/\p{Cf}/gu, ''));

/** The quotation marks, brackets, marks of formatting and punctuation that surround a number or link in a sentence. */
const leading = /^[\s<([{"'“”„‘’«‹*_`~]+/;
const trailing = /[\s>)\]}"'“”‘’»›*_`~.,;:!?/\\|،؛؟。]+$/;

/** Removes what surrounds a number or link in a sentence, an email or a chat. */
export const trimPunctuation = (text: string): string => text.replace(leading, '').replace(trailing, '');

const numberSign = /^(?:#|no|nr)[.:]?\s*(?=\d)/i;

/** Longer text is no number; trimming it would take quadratic time. */
const maxLength = 100;

/** The identifier that plain text consists of, such as `42`, `#0042`, `No. 42` or `(42).`; null for other text. */
export const readNumber = (text: string): string | null => {
  if (text.length > maxLength) return null;
  const number = trimPunctuation(text)
    .replace(numberSign, '')
    .replace(/^0+(?=\d)/, '');
  return isIdentifier(number) ? number : null;
};
