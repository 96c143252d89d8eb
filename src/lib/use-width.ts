import { useCallback, useState } from 'react';

/**
 * The width of an element in sixteenths of a rem, updated as it changes; `initial` until it is measured. It is the width
 * in CSS pixels unless the user has enlarged the text.
 */
export const useWidth = (initial: number) => {
  const [width, setWidth] = useState(initial);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const measured = Math.round(((entry?.contentRect.width ?? 0) * 16) / rem);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width] as const;
};
