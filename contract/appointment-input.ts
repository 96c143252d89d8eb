import { latinDigits } from './digits.ts';
import { isIdentifier } from './endpoints.ts';

/** An appointment's number and, if the input names one, its clinic. */
interface AppointmentInput {
  id: string;
  tenant: string | null;
}

export type ParsedInput =
  | ({ kind: 'appointment' } & AppointmentInput)
  /** An appointment code such as `APT-2026-00042`, by which the service finds nothing. */
  | { kind: 'code'; code: string }
  | { kind: 'invalid' };

const invisible = /\p{Cf}/gu;

/** The quotation marks, brackets and punctuation that surround a number or link in a sentence or an email. */
const leading = /^[\s<([{"'“”„‘’«‹]+/;
const trailing = /[\s>)\]}"'“”‘’»›.,;:!?،؛؟。]+$/;

const numberSign = /^(?:#|no|nr)[.:]?\s*(?=\d)/i;
const code = /^\p{L}+(?:[-_/]\p{L}+)*[-_/]?\d+(?:[-_/][\p{L}\d]+)*$/u;
const link = /\/appointments\/(\d+)\/?(?:\?([^#]*))?(?:#.*)?$/i;

/** The clinic that a link names. Programs that send links may change `&` to `&amp;` and the case of letters. */
const tenantOf = (search: URLSearchParams): string | null => {
  const tenant = [...search].find(([name]) => /^(amp;)?tenant$/i.test(name))?.[1];
  return tenant !== undefined && isIdentifier(tenant) ? tenant : null;
};

/**
 * Parses what a user typed or pasted to open an appointment: `42`, `#42`, `№ 42`, `<42>`, `/appointments/42` or a link
 * with its clinic, with digits of any script.
 */
export const parseAppointmentInput = (input: string): ParsedInput => {
  // NFKC turns № into No and full-width characters into ASCII.
  const typed = latinDigits(input.normalize('NFKC').replaceAll(invisible, ''))
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .replace(leading, '')
    .replace(trailing, '');
  const number = typed.replace(numberSign, '').replace(/^0+(?=\d)/, '');
  if (isIdentifier(number)) return { kind: 'appointment', id: number, tenant: null };
  const [, id, search] = link.exec(typed) ?? [];
  if (id !== undefined && isIdentifier(id))
    return { kind: 'appointment', id, tenant: tenantOf(new URLSearchParams(search)) };
  return code.test(typed) ? { kind: 'code', code: typed } : { kind: 'invalid' };
};
