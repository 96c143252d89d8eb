import { plainText, readNumber, trimPunctuation } from './digits.ts';
import { clinicParameter, readLink } from './link.ts';

export type ParsedInput =
  /** A number, which means the appointment of the current clinic. */
  | { kind: 'number'; id: string }
  /** The link to an appointment: its path and its mentions of a clinic, which `clinicOfLink` resolves. */
  | { kind: 'link'; id: string; link: string }
  /** An appointment code such as `APT-2026-00042`, by which the service finds nothing. */
  | { kind: 'code'; code: string }
  | { kind: 'invalid' };

const code = /^\p{L}+(?:[-_/]\p{L}+)*[-_/]?\d+(?:[-_/][\p{L}\d]+)*$/u;

/** The link to an appointment that text ends with, of any origin; null if there is none. */
const linkIn = (text: string): { id: string; link: string } | null => {
  const path = /\/appointments\/.*$/i.exec(text)?.[0];
  if (path === undefined) return null;
  // A clinic in the hash belongs to the query: the gateway receives no hash.
  const url = new URL(path.replace(/#(?=.*tenant)/i, '?'), 'http://link');
  const { record, path: repaired, named } = readLink(url);
  const clinic = clinicParameter(named);
  if (record?.collection !== 'appointments') return null;
  const { id } = record;
  return { id, link: clinic === null ? repaired : `${repaired}?${clinic}` };
};

/**
 * Parses a typed or pasted text that opens an appointment: `42`, `#42`, `№ 42`, `<42>`, `/appointments/42` or a link
 * with its clinic, with digits of any script.
 */
export const parseAppointmentInput = (input: string): ParsedInput => {
  const typed = trimPunctuation(plainText(input).replaceAll(/[\p{Pd}−]/gu, '-'));
  const id = readNumber(typed);
  if (id !== null) return { kind: 'number', id };
  const link = linkIn(typed);
  if (link !== null) return { kind: 'link', ...link };
  return code.test(typed) ? { kind: 'code', code: typed } : { kind: 'invalid' };
};
