import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom';

/** The page that was shown last; null until the first, whose focus is the browser's own. */
let shown: string | null = null;

/**
 * Names the document and hands out the ref of the page's heading. After a navigation to another page within the
 * application the heading takes the focus, which is also what announces the page, once.
 */
export const usePageHeading = (title: string, ready = true) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, search } = useLocation();
  const page = pathname + search;
  const back = useNavigationType() === NavigationType.Pop;

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    if (!ready || shown === page) return;
    if (shown !== null) heading.current?.focus({ preventScroll: back });
    shown = page;
  }, [page, ready, back]);

  return heading;
};
