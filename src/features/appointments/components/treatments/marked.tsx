import { createContext, useContext } from 'react';
import { findFolded } from '#lib/fold-text.ts';

/** What is being looked for; empty while nothing is. */
export const SearchedContext = createContext('');

/** Text with what is looked for marked in it. */
export function Marked({ text }: { text: string }) {
  const wanted = useContext(SearchedContext);
  const ranges = wanted === '' ? [] : findFolded(text, wanted);
  if (ranges.length === 0) return text;
  return (
    <>
      {text.slice(0, ranges[0]?.[0])}
      {ranges.map(([start, end], index) => (
        <span key={start}>
          <mark className="rounded-xs bg-warn-soft text-ink ring-1 ring-warn/50">
            {text.slice(start, end)}
          </mark>
          {text.slice(end, ranges[index + 1]?.[0])}
        </span>
      ))}
    </>
  );
}
