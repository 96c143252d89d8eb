import { parseAppointmentInput } from '#contract/appointment-input.ts';
import { latinDigits } from '#contract/digits.ts';
import { maxSearchLength, minSearchLength } from '#contract/endpoints.ts';

/** What the text of the palette asks for. */
export type PaletteQuery =
  | { kind: 'empty' }
  /** Too short to search for customers. */
  | { kind: 'short' }
  | { kind: 'long' }
  /** Names one appointment: opens without a search. `tenant` is null unless a link names it. */
  | { kind: 'appointment'; id: string; tenant: string | null }
  /** Three or more plain digits: the number of an appointment, or the end of a phone number. */
  | { kind: 'number'; id: string }
  /** An appointment code, by which the service finds nothing. */
  | { kind: 'code'; code: string }
  | { kind: 'customers' };

const plainDigits = /^\d+$/;

const countLettersAndDigits = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Parses the text of the palette. Digits may be of any script. */
export const parseQuery = (text: string): PaletteQuery => {
  const typed = latinDigits(text.normalize('NFKC').trim());
  if (typed === '') return { kind: 'empty' };
  const input = parseAppointmentInput(typed);
  if (input.kind === 'code') return input;
  if (input.kind === 'appointment') {
    const { id, tenant } = input;
    return plainDigits.test(typed) && typed.length >= minSearchLength
      ? { kind: 'number', id }
      : { kind: 'appointment', id, tenant };
  }
  if (typed.length > maxSearchLength) return { kind: 'long' };
  return { kind: countLettersAndDigits(typed) < minSearchLength ? 'short' : 'customers' };
};

/** Whether the service is searched for customers. */
export const searchesCustomers = ({ kind }: PaletteQuery): boolean =>
  kind === 'number' || kind === 'customers';
