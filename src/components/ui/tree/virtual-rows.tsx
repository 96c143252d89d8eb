import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface VirtualRowsProps {
  count: number;
  estimateHeight: (index: number) => number;
  keyOf: (index: number) => string;
  /** Always in the document, so that scrolling never loses the focus. */
  activeIndex: number;
  /** Always in the document, so that it can be scrolled to; -1 for none. */
  targetIndex: number;
  /** Called after every commit, when other rows may be in the document. */
  onCommit: () => void;
  render: (
    index: number,
    position: { offset: number; measure: (element: HTMLElement | null) => void },
  ) => ReactNode;
}

/** Renders only the rows near the viewport, at their offset within the height of all rows. */
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
    if (typeof ResizeObserver === 'undefined') return undefined;
    // Content above the tree can change its height.
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
      const alwaysRendered = [activeIndex, targetIndex].filter((index) => index >= 0 && index < count);
      return [...new Set([...defaultRangeExtractor(range), ...alwaysRendered])].toSorted((a, b) => a - b);
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
