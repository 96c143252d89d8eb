/** Letters that Unicode does not decompose, and letters that keyboards exchange. */
const replacements: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  // Persian and Urdu letters and their Arabic forms.
  ی: 'ي',
  ى: 'ي',
  ے: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ە: 'ه',
  ة: 'ه',
  ٱ: 'ا',
  ھ: 'ه',
  ڪ: 'ك',
  ς: 'σ',
};

const letters = new RegExp(`[${Object.keys(replacements).join('')}]`, 'g');
/** Combining marks, and characters that are not visible: soft hyphens, joiners, direction marks, the Arabic tatweel. */
const invisible = /[\p{M}\p{Cf}\u0640]/gu;
const apostrophes = /[\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u00b4`\u2032\uff07]/g;
const quotationMarks = /[\u201c-\u201f\u2033\u00ab\u00bb]/g;
const hyphens = /[\u2010-\u2015\u2212\ufe63\uff0d\u2043]/g;

/** The value of a digit of any script; the ten digits of a script are consecutive. */
const digitValue = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
};

/** Replaces the digits of any script by 0 to 9. */
const latinDigits = (text: string): string => text.replaceAll(/(?![0-9])\p{Nd}/gu, digitValue);

/**
 * Folds text for searching: without case, accents, invisible characters and the differences between variants of
 * letters, digits, hyphens and apostrophes, so that `isik` finds `Işık` and `strasse` finds `Straße`. Not for codes and
 * not for display.
 */
export const foldText = (text: string): string => {
  // oxlint-disable-next-line no-control-regex
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return latinDigits(text.replaceAll('\u00b4', "'").normalize('NFKD').replaceAll(invisible, '').toLowerCase())
    .replaceAll(letters, (letter) => replacements[letter] ?? letter)
    .replaceAll(apostrophes, "'")
    .replaceAll(quotationMarks, '"')
    .replaceAll(hyphens, '-');
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
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
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
