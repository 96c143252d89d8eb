import type { Customer } from '#contract/appointment.ts';
import type { SearchKey } from '#contract/customers.ts';
import { latinDigits } from '#contract/digits.ts';
import { foldText } from '#contract/fold-text.ts';
import { phoneEnd, type SearchText } from '#contract/search-text.ts';

/** The beginning of a phone number counts from this many digits on: fewer are the end of one. */
const minBeginning = 6;

const digitsOf = (text: string | null): string => latinDigits(text ?? '').replaceAll(/\D/g, '');

/** The last four digits of a phone number; null if it has none. */
export const lastDigits = (phoneNumber: string | null): string | null =>
  digitsOf(phoneNumber).slice(-4) || null;

const matchesPhone = (phoneNumber: string | null, digits: string): boolean => {
  const phone = digitsOf(phoneNumber);
  if (phone === '') return false;
  return phone.endsWith(phoneEnd(digits)) || (digits.length >= minBeginning && phone.startsWith(digits));
};

const compact = (text: string): string => foldText(text).replaceAll(/\s/g, '');

/**
 * What of a customer matches: the words are in the name and the digits in the phone number, or all of the text is the
 * identity number. Null for a customer that the service found by another field, or by a part of an identity number.
 */
export const matchCustomer = (
  { first_name, last_name, phone_number, identity_number }: Customer,
  { key, foldedWords, digits }: SearchText,
  text: string,
): SearchKey | null => {
  if (identity_number !== null && compact(identity_number) === compact(text)) return 'identity_number';
  const name = foldText(`${first_name ?? ''} ${last_name ?? ''}`);
  if (!foldedWords.every((word) => name.includes(word))) return null;
  return digits === '' || matchesPhone(phone_number, digits) ? key : null;
};
