/** The value of a digit of any script; the ten digits of a script are consecutive. */
const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
};

/** Replaces the digits of any script by 0 to 9. */
export const latinDigits = (text: string): string => text.replaceAll(/(?![0-9])\p{Nd}/gu, digitValue);
