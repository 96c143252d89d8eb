import { latinDigits } from '#contract/digits.ts';

/**
 * The digits of a written number as a person would dial them; null if they are not certain. Spaces, dots, hyphens and
 * parentheses separate digits, also a slash after an area code. In an international number `(0)` is not dialed.
 */
const dialedDigits = (written: string): string | null => {
  const number = written.replace(/^(\+\s*\d{1,3}[\s.-]*)\(0\)/, '$1').replace(/^(\(?0\d{1,4}\)?)\s*\//, '$1');
  if (!/^\+?[\d\s.()-]+$/.test(number)) return null;
  const digits = number.replaceAll(/[^\d+]/g, '');
  // Only a few countries, such as Italy, have a zero after the country code.
  const trunkPrefix = /^\+(?!39|225|229|241|242|378|379)\d{1,3}[\s.()-]+0/.test(number);
  if (trunkPrefix || digits.startsWith('+0')) return null;
  return (digits.startsWith('+') ? /^\+\d{7,15}$/ : /^\d{3,15}$/).test(digits) ? digits : null;
};

/** An extension of up to five digits after a number of at least ten; a shorter number could be an area code. */
const extensionForm = /^((?:\D*\d){10,15})\s*(?:\/|#|x|ext\.?|dahili:?)\s*(\d{1,5})$/i;

/**
 * A `tel:` URL (RFC 3966) with the digits that a person would dial; null if they are not certain. National numbers are
 * dialed as written. The text may contain typographic hyphens, direction marks and digits of any script.
 */
export const telephoneHref = (text: string): string | null => {
  const written = latinDigits(text.normalize('NFKC'))
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[\p{Pd}−]/gu, '-')
    .trim();
  const [, number = written, extension] = extensionForm.exec(written) ?? [];
  const digits = dialedDigits(number);
  return digits && `tel:${digits}${extension === undefined ? '' : `;ext=${extension}`}`;
};

/** A `mailto:` URL for one plain address; null for text that could carry headers or several addresses. */
export const emailHref = (address: string): string | null =>
  /^[^\s@,;?&<>"]+@[^\s@,;?&<>"]+$/.test(address.trim())
    ? `mailto:${encodeURIComponent(address.trim()).replace('%40', '@')}`
    : null;

/**
 * The URL of a customer's avatar if it uses https and one of the configured `origins`, else null. Other servers
 * would learn whose record is open.
 */
export const avatarUrl = (url: string | null, origins: readonly string[]): string | null => {
  if (url === null) return null;
  try {
    const { protocol, origin, href } = new URL(url);
    return protocol === 'https:' && origins.includes(origin) ? href : null;
  } catch {
    return null;
  }
};

/** The identity number with all but its last four characters masked; a number of four or fewer is masked whole. */
export const maskIdentityNumber = (number: string): string => {
  const characters = Array.from(number.trim());
  if (characters.length <= 4) return '•'.repeat(characters.length);
  return `${'•'.repeat(characters.length - 4)} ${characters.slice(-4).join('')}`;
};

/** Whether a clinic's users may see a tag; `tagTenant` is null for a tag that names no clinic. */
export const isVisibleIn = (tenant: string, tagTenant: string | null): boolean =>
  tagTenant === null || tagTenant === tenant;
