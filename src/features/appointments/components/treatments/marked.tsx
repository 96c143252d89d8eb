import { createContext, useContext } from 'react';
import { findFolded } from '#lib/fold-text.ts';
import { MarkedRanges } from '#ui/marked-ranges.tsx';

/** What is being looked for; empty while nothing is. */
export const SearchedContext = createContext('');

/** Text with what is looked for marked in it. */
export function Marked({ text }: { text: string }) {
  const wanted = useContext(SearchedContext);
  return <MarkedRanges ranges={wanted === '' ? [] : findFolded(text, wanted)} text={text} />;
}
