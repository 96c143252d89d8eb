import { useEffect, useRef, useState } from 'react';

/** How far below and above the window a row counts as visible. */
const rootMargin = '300px 0px';

/**
 * The numbers of the appointments whose elements (`data-row`) have been near the window. Without an
 * IntersectionObserver all of them count as visible. `entries` are those that are shown.
 */
export const useVisibleIds = (entries: readonly unknown[]) => {
  const root = useRef<HTMLDivElement>(null);
  const [visible, setVisible] = useState<readonly string[]>([]);

  useEffect(() => {
    if (entries.length === 0) return undefined;
    const elements = [...(root.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const add = (shown: readonly Element[]) =>
      setVisible((before) => {
        const ids = shown.flatMap((element) =>
          element instanceof HTMLElement && element.dataset.row ? [element.dataset.row] : [],
        );
        const all = new Set([...before, ...ids]);
        return all.size === before.length ? before : [...all];
      });
    if (typeof IntersectionObserver === 'undefined') {
      add(elements);
      return undefined;
    }
    const observer = new IntersectionObserver(
      (changes) => {
        const shown = changes.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
        for (const element of shown) observer.unobserve(element);
        if (shown.length > 0) add(shown);
      },
      { rootMargin },
    );
    for (const element of elements) observer.observe(element);
    return () => observer.disconnect();
  }, [entries]);

  return [root, visible] as const;
};
