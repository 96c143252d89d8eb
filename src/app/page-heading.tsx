import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { NavigationType, useNavigationType } from 'react-router-dom';
import type { Tenant } from '#contract/tenant.ts';
import { appointmentName } from '#features/appointments/model/related.ts';
import { takeSignInMark } from '#features/session/model/sign-in-mark.ts';
import { useAnnounce } from '#ui/announcer.tsx';

/** The document title: the code or the number, and the clinic. It must not contain patient data. */
export const appointmentTitle = (appointment: { code: string | null; id: string }, tenant: Tenant): string =>
  `${appointmentName(appointment)} · ${tenant.name}`;

/** Decides whether the heading of a new page takes the focus, and remembers the link by which a page was left. */
const createPageFocus = () => {
  let current: string | null = null;
  let shown: string | null = null;
  let focusBefore: Element | null = null;
  const leftBy = new Map<string, string>();
  return {
    /** Records the focused element when the user navigates to another page. */
    navigate: (page: string) => {
      if (page === current) return;
      current = page;
      focusBefore = document.activeElement;
    },
    /** Records the link that the user follows. */
    follow: (target: EventTarget | null) => {
      const href = target instanceof Element ? target.closest('main a')?.getAttribute('href') : null;
      if (current !== null && href) leftBy.set(current, href);
    },
    /** The link by which the user left the page that is shown now; null if it is not in the document. */
    linkLeftBy: (page: string): HTMLElement | null => {
      const href = leftBy.get(page);
      return href === undefined
        ? null
        : document.querySelector<HTMLElement>(`main a[href="${CSS.escape(href)}"]`);
    },
    /**
     * The action when a page is ready. The focus of the first page is managed by the browser, except after signing in:
     * the user then expects the next page.
     */
    show: (page: string): 'nothing' | 'focus' | 'announce' => {
      if (page === shown) return 'nothing';
      const first = shown === null;
      shown = page;
      if (first && !takeSignInMark()) return 'nothing';
      const { activeElement, body } = document;
      return activeElement === focusBefore || activeElement === body ? 'focus' : 'announce';
    },
  };
};

const PageFocusContext = createContext<{ page: string; focus: ReturnType<typeof createPageFocus> } | null>(
  null,
);

/** Must be mounted above all pages. `page` changes with every navigation to another page, but not with its view. */
export function PageFocusProvider({ page, children }: { page: string; children: ReactNode }) {
  const [focus] = useState(createPageFocus);
  useLayoutEffect(() => focus.navigate(page), [focus, page]);
  useEffect(() => {
    const clicked = ({ target }: Event) => focus.follow(target);
    document.addEventListener('click', clicked, true);
    return () => document.removeEventListener('click', clicked, true);
  }, [focus]);
  const value = useMemo(() => ({ page, focus }), [page, focus]);
  return <PageFocusContext value={value}>{children}</PageFocusContext>;
}

/**
 * Sets the title of the document and returns the ref of the page's heading, for a page that is `ready` to be read.
 * After a navigation the heading takes the focus, which also announces the page. If the user has moved the focus
 * elsewhere since, it stays there and the title is announced. After Back, the focus moves to the link by which the user
 * left the page. Without the ref, the `h1` of the page is used. Pass null if a message screen sets the title; `part`
 * identifies a screen that can replace the page at the same URL.
 */
export const usePageHeading = (title: string | null, ready = true, part = '') => {
  const heading = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();
  const back = useNavigationType() === NavigationType.Pop;
  const context = useContext(PageFocusContext);
  if (!context) throw new Error('usePageHeading is used outside a PageFocusProvider.');
  const { page, focus } = context;

  useEffect(() => {
    if (title !== null) document.title = title;
  }, [title]);

  useEffect(() => {
    const next = ready ? focus.show(page + part) : 'nothing';
    if (next === 'announce') announce(document.title);
    if (next !== 'focus') return;
    // After Back the browser restores the scroll position, where the link is.
    const link = back ? focus.linkLeftBy(page) : null;
    const target = link ?? heading.current ?? document.querySelector<HTMLElement>('main h1');
    target?.focus();
    // The browser may do so after this, and without the link the focus would be off the screen.
    if (back && link === null) requestAnimationFrame(() => target?.scrollIntoView({ block: 'nearest' }));
  }, [page, part, focus, ready, back, announce]);

  return heading;
};

/** Mounts beside a message screen, which may be loaded later: its heading is that of the page. */
export function ScreenHeading({ part }: { part: string }) {
  usePageHeading(null, true, part);
  return null;
}
