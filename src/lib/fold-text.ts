/**
 * Folds text for searching: without case, accents and the difference between dotted and dotless i, so that `isik`
 * finds `Işık`. Not for codes and not for display.
 */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** The matches of a query in a text, both folded, as ranges of the original text; empty for none. */
export const findFolded = (text: string, query: string): [start: number, end: number][] => {
  const needle = foldText(query);
  if (needle === '') return [];
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
  const ranges: [number, number][] = [];
  for (
    let found = folded.indexOf(needle);
    found !== -1;
    found = folded.indexOf(needle, found + needle.length)
  ) {
    const start = origin[found] ?? 0;
    let end = found + needle.length;
    // Up to the next character of the original, so that a combining mark stays with its letter.
    while (end < folded.length && origin[end] === origin[end - 1]) end += 1;
    ranges.push([start, origin[end] ?? text.length]);
  }
  return ranges;
};
