/**
 * Text as a person looks for it: without case, accents, and the Turkish difference between dotted and dotless i,
 * so that `isik` finds `Işık`. Not for codes and not for show.
 */
export const foldText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ı', 'i');

/** Where a folded text stands in another, as ranges of the original's characters; empty where it does not. */
export const findFolded = (text: string, wanted: string): [start: number, end: number][] => {
  const needle = foldText(wanted);
  if (needle === '') return [];
  // Folding may change lengths, so each folded character remembers the one it came from.
  let folded = '';
  const origin: number[] = [];
  let at = 0;
  for (const character of text) {
    const one = foldText(character);
    folded += one;
    for (let index = 0; index < one.length; index += 1) origin.push(at);
    at += character.length;
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
    // Up to the next character of the original, so that a mark follows its letter.
    while (end < folded.length && origin[end] === origin[end - 1]) end += 1;
    ranges.push([start, origin[end] ?? text.length]);
  }
  return ranges;
};
