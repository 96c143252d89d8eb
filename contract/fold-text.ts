import { latinDigits } from './digits.ts';

/** Letters that Unicode does not decompose, Persian and Urdu forms of Arabic letters, and punctuation: each with its folded form. */
const replacements = new Map(
  'ıi łl øo đd ðd ħh ŧt þth ßss æae œoe ςσ یي ىي ےي کك ڪك ہه ەه ةه ھه ٱا ’\' ‘\' ʼ\' ′\' “" ”" „" «" »" −-'
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)] as const),
);

/** Combining marks, and characters that are not visible: soft hyphens, joiners, direction marks, the Arabic tatweel. */
const invisible = /[\p{M}\p{Cf}\u0640]/gu;

/**
 * Folds text for searching: without case, accents, invisible characters and the differences between variants of
 * letters, digits, hyphens and apostrophes, so that `isik` finds `Işık` and `strasse` finds `Straße`. Not for codes and
 * not for display.
 */
export const foldText = (text: string): string => {
  // An acute accent decomposes into a space.
  const quoted = text.replaceAll(/[´`]/g, "'");
  // oxlint-disable-next-line no-control-regex -- all of ASCII
  if (/^[\0-\x7f]*$/.test(quoted)) return quoted.toLowerCase();
  const plain = quoted.normalize('NFKD').replaceAll(invisible, '').toLowerCase();
  return latinDigits(plain)
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/[^\0-\x7f]/g, (character) => replacements.get(character) ?? character);
};

/** The folded words of a query. A text matches if it contains each of them, in any order. */
export const foldWords = (query: string): string[] =>
  foldText(query)
    .split(/\s+/)
    .filter((word) => word !== '');
