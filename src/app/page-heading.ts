import { useEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom';

/** The history entry whose page was shown last; null until the first, whose focus is the browser's own. */
let shown: string | null = null;

/**
 * Names the document and hands out the ref of the page's heading. After a navigation within the application the
 * heading takes the focus, which is also what announces the page, once.
 */
export const usePageHeading = (title: string, ready = true) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  const back = useNavigationType() === NavigationType.Pop;

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    if (!ready || shown === key) return;
    if (shown !== null) heading.current?.focus({ preventScroll: back });
    shown = key;
  }, [key, ready, back]);

  return heading;
};
