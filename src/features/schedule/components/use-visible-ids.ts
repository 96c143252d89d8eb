import { useCallback } from 'react';

/** How far below and above the window a row counts as visible. */
const rootMargin = '300px 0px';

/**
 * Reports the numbers of the appointments whose elements (`data-row`) come near the window. Without an
 * IntersectionObserver all of them count as visible. `entries` are those that are shown. Returns the ref of the element
 * around them.
 */
export const useVisibleIds = (entries: readonly unknown[], onVisible: (ids: readonly string[]) => void) =>
  useCallback(
    (root: HTMLElement | null) => {
      if (root === null || entries.length === 0) return undefined;
      const elements = [...root.querySelectorAll<HTMLElement>('[data-row]')];
      const report = (shown: readonly Element[]) =>
        onVisible(
          shown.flatMap((element) =>
            element instanceof HTMLElement && element.dataset.row ? [element.dataset.row] : [],
          ),
        );
      if (typeof IntersectionObserver === 'undefined') {
        report(elements);
        return undefined;
      }
      const observer = new IntersectionObserver(
        (changes) => {
          const shown = changes.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
          for (const element of shown) observer.unobserve(element);
          if (shown.length > 0) report(shown);
        },
        { rootMargin },
      );
      for (const element of elements) observer.observe(element);
      return () => observer.disconnect();
    },
    [entries, onVisible],
  );
