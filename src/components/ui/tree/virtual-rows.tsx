import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface VirtualRowsProps {
  count: number;
  estimateHeight: (index: number) => number;
  keyOf: (index: number) => string;
  /** Stays in the document wherever it is, so that the focus is never lost by scrolling. */
  activeIndex: number;
  /** Is put into the document so that it can be scrolled to; -1 for none. */
  targetIndex: number;
  /** Called whenever other rows are in the document than before. */
  onCommit: () => void;
  render: (
    index: number,
    place: { offset: number; measure: (element: HTMLElement | null) => void },
  ) => ReactNode;
}

/** Of many rows only those on the screen, placed where they belong in the height of all. */
export function VirtualRows({
  count,
  estimateHeight,
  keyOf,
  activeIndex,
  targetIndex,
  onCommit,
  render,
}: VirtualRowsProps) {
  const root = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);

  useLayoutEffect(() => {
    const measure = () => {
      const element = root.current;
      if (element) setTop(Math.round(element.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    // What is above may grow, or move there from the side when the window gets narrow.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(onCommit);

  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: estimateHeight,
    getItemKey: keyOf,
    overscan: 6,
    scrollMargin: top,
    rangeExtractor: (range) => {
      const always = [activeIndex, targetIndex].filter((index) => index >= 0 && index < count);
      return [...new Set([...defaultRangeExtractor(range), ...always])].toSorted((a, b) => a - b);
    },
  });

  return (
    <div className="relative" ref={root} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
      {virtualizer
        .getVirtualItems()
        .map(({ index, start }) =>
          render(index, { offset: start - top, measure: virtualizer.measureElement }),
        )}
    </div>
  );
}
