import { foldText, foldWords } from '#contract/fold-text.ts';

export { foldText, foldWords };

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
