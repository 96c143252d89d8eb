import { latinDigits } from '#contract/digits.ts';

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
  // oxlint-disable-next-line no-control-regex
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

type Range = [start: number, end: number];

/** The matches of folded words in a text as ranges of the original text, in order and without overlap. */
const findEach = (text: string, words: readonly string[]): Range[] => {
  // Folding may change lengths, so `origin` maps each folded character to its position in the original.
  let folded = '';
  const origin: number[] = [];
  let position = 0;
  for (const character of text) {
    const part = foldText(character);
    folded += part;
    for (let index = 0; index < part.length; index += 1) origin.push(position);
    position += character.length;
  }
  origin.push(text.length);
  const found: Range[] = [];
  for (const word of words) {
    let end = 0;
    for (let start = folded.indexOf(word); start !== -1; start = folded.indexOf(word, end)) {
      end = start + word.length;
      // Up to the next character of the original, so that a combining mark stays with its letter.
      while (end < folded.length && origin[end] === origin[end - 1]) end += 1;
      found.push([origin[start] ?? 0, origin[end] ?? text.length]);
    }
  }
  if (words.length < 2) return found;
  const ranges: Range[] = [];
  for (const [start, end] of found.toSorted((a, b) => a[0] - b[0])) {
    const last = ranges.at(-1);
    // Words that follow each other are one range.
    if (last && text.slice(last[1], start).trim() === '') last[1] = Math.max(last[1], end);
    else ranges.push([start, end]);
  }
  return ranges;
};

/** The matches of a query as a phrase, both folded, as ranges of the original text; empty for none. */
export const findFolded = (text: string, query: string): Range[] => {
  const phrase = foldText(query);
  return phrase === '' ? [] : findEach(text, [phrase]);
};

/** The matches of each word of a query, folded, as ranges of the original text. */
export const findWords = (text: string, query: string): Range[] => findEach(text, foldWords(query));
