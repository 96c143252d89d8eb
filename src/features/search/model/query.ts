import { parseAppointmentInput } from '#contract/appointment-input.ts';
import { latinDigits } from '#contract/digits.ts';
import { maxSearchLength, minSearchLength } from '#contract/endpoints.ts';
import { parseSearchText } from '#contract/search-text.ts';

/** The kind of search that the text of the palette requests. */
export type PaletteQuery =
  | { kind: 'empty' }
  /** Too short to search for customers. */
  | { kind: 'short' }
  | { kind: 'long' }
  /** The number of one appointment of the current clinic: opens without a search. */
  | { kind: 'appointment'; id: string }
  /** The link to an appointment, whose clinic is that of any link. */
  | { kind: 'link'; id: string; link: string }
  /** Three or more plain digits: the number of an appointment, or the end of a phone number. */
  | { kind: 'number'; id: string }
  /** An appointment code, by which the service finds nothing. */
  | { kind: 'code'; code: string }
  | { kind: 'customers' };

const plainDigits = /^\d+$/;

/** Digits of a token such as `12:30` are no part of a phone number: the gateway does not search for them. */
const countLettersAndDigits = (text: string): number => {
  const parsed = parseSearchText(text);
  return parsed === null
    ? 0
    : (parsed.words.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0) + parsed.digits.length;
};

/** Parses the text of the palette. Digits may be of any script. */
export const parseQuery = (text: string): PaletteQuery => {
  const typed = latinDigits(text.normalize('NFKC').trim());
  if (typed === '') return { kind: 'empty' };
  const input = parseAppointmentInput(typed);
  if (input.kind === 'code') return input;
  if (input.kind === 'link') return input;
  if (input.kind === 'number') {
    const isPlain = plainDigits.test(typed) && typed.length >= minSearchLength;
    return { kind: isPlain ? 'number' : 'appointment', id: input.id };
  }
  if (typed.length > maxSearchLength) return { kind: 'long' };
  return { kind: countLettersAndDigits(typed) < minSearchLength ? 'short' : 'customers' };
};

/** Whether the service is searched for customers. */
export const searchesCustomers = ({ kind }: PaletteQuery): boolean =>
  kind === 'number' || kind === 'customers';
