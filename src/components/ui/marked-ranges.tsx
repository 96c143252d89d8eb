interface MarkedRangesProps {
  text: string;
  /** Parts of the text to mark, in order, none over another. */
  ranges: readonly (readonly [start: number, end: number])[];
}

/** Text with parts of it marked as found. */
export function MarkedRanges({ text, ranges }: MarkedRangesProps) {
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
