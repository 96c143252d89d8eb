import { createContext, useContext } from 'react';
import { findWords } from '#lib/fold-text.ts';

interface HighlightedTextProps {
  text: string;
  /** Parts of the text to highlight, in order, without overlap. */
  ranges: readonly (readonly [start: number, end: number])[];
}

export function HighlightedText({ text, ranges }: HighlightedTextProps) {
  if (ranges.length === 0) return text;
  return (
    <>
      {text.slice(0, ranges[0]?.[0])}
      {ranges.map(([start, end], index) => (
        <span key={start}>
          <mark className="rounded-xs bg-warn-soft text-foreground ring-1 ring-warn/50">
            {text.slice(start, end)}
          </mark>
          {text.slice(end, ranges[index + 1]?.[0])}
        </span>
      ))}
    </>
  );
}

/** The query that the content is filtered by; empty for none. */
export const FilterQueryContext = createContext('');

/** Text with the matches of the filter query highlighted. */
export function Highlight({ text }: { text: string }) {
  const query = useContext(FilterQueryContext);
  return <HighlightedText ranges={query === '' ? [] : findWords(text, query)} text={text} />;
}
