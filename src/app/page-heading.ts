import { useEffect, useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router-dom';
import type { Tenant } from '#contract/tenant.ts';
import { appointmentName } from '#features/appointments/model/related.ts';
import { useAnnounce } from '#ui/announcer.tsx';

/** What the tab is called: the code or the number, and the clinic; never anything of a patient. */
export const appointmentTitle = (visit: { code: string | null; id: string }, tenant: Tenant): string =>
  `${appointmentName(visit)} · ${tenant.name}`;

/** The page that was shown last; null until the first, whose focus is the browser's own. */
let shown: string | null = null;

/** Where the focus was when the page was asked for. */
let left: Element | null = null;

/** Notes that, in the one place that outlives all pages. */
export const useFocusBefore = (): void => {
  const { pathname, search } = useLocation();
  const page = pathname + search;
  const asked = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (asked.current === page) return;
    asked.current = page;
    left = document.activeElement;
  }, [page]);
};

/** A reader who has gone elsewhere while the page was on its way, into a menu for instance, stays there. */
const isElsewhere = (): boolean =>
  document.activeElement !== left && document.activeElement !== document.body;

/**
 * Names the document and hands out the ref of the page's heading. After a navigation to another page within the
 * application the heading takes the focus, which is also what announces the page, once; to a reader who has gone
 * elsewhere meanwhile its name is said. A screen that takes no ref, such as one that says what is the matter, has its
 * heading found by its place.
 */
export const usePageHeading = (title: string, ready = true) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, search } = useLocation();
  const page = pathname + search;
  const announce = useAnnounce();
  const back = useNavigationType() === NavigationType.Pop;

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    if (!ready || shown === page) return;
    const target = heading.current ?? document.querySelector<HTMLElement>('main h1');
    if (shown !== null) {
      if (isElsewhere()) announce(title);
      else target?.focus({ preventScroll: back });
    }
    shown = page;
  }, [page, title, ready, back, announce]);

  return heading;
};
