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

/** Removes the quotation marks, brackets and punctuation that surround a number or link in a sentence or a chat. */
export const trimPunctuation = (text: string): string =>
  // A leading slash begins a path; a leading sign or decimal separator belongs to a number that is no identifier.
  text.replace(/^[^\p{L}\p{N}/.,+-]+/u, '').replace(/[^\p{L}\p{N}\p{M}]+$/u, '');

/** Longer text is not a number; trimming it would take quadratic time. */
const maxLength = 100;

/** The identifier that plain text consists of, such as `42`, `#0042`, `No. 42` or `(42).`; null for other text. */
export const readNumber = (text: string): string | null => {
  if (text.length > maxLength) return null;
  const number = trimPunctuation(text).replace(/^(?:n[or][.:]?\s*)?0*(?=\d)/i, '');
  return isIdentifier(number) ? number : null;
};
