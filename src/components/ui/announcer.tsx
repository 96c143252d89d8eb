import { createContext, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';
import { lazyPart } from './lazy-part.tsx';

const CopyDialog = lazyPart(
  () => import('./copy-dialog.tsx'),
  (module) => module.CopyDialog,
);

interface AnnounceOptions {
  /** Also shows the message for some seconds. */
  visible?: boolean;
}

interface Announcer {
  announce: (message: string, options?: AnnounceOptions) => void;
  /** Explains with `message` why `text` was not copied, and shows it selected, to be copied by hand. */
  offerCopy: (message: string, text: string) => void;
}

const AnnouncerContext = createContext<Announcer>({ announce: () => undefined, offerCopy: () => undefined });

/** Announces a message to screen readers without moving the focus. */
export const useAnnounce = () => useContext(AnnouncerContext).announce;

export const useOfferCopy = () => useContext(AnnouncerContext).offerCopy;

/** How long a message is visible, in milliseconds. */
const visibleMs = 5_000;

/** The look of a message above the page, at its end. */
export const noticeClass =
  'pointer-events-none fixed inset-x-4 bottom-4 z-30 mx-auto w-fit max-w-md rounded-lg bg-foreground px-4 py-2.5 text-sm font-medium text-background shadow-float print:hidden forced-colors:border';

/** The page's only polite live region for messages. */
export function Announcer({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState({ message: '', count: 0, visible: false });
  const [uncopied, setUncopied] = useState<{ message: string; text: string } | null>(null);
  const [announcer] = useState<Announcer>(() => ({
    announce: (next, options) =>
      setNotice(({ count }) => ({ message: next, count: count + 1, visible: options?.visible === true })),
    offerCopy: (reason, text) => setUncopied({ message: reason, text }),
  }));

  useEffect(() => {
    if (!notice.visible) return undefined;
    const timer = setTimeout(() => setNotice({ ...notice, visible: false }), visibleMs);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <AnnouncerContext value={announcer}>
      {children}
      <div className={notice.visible ? noticeClass : 'sr-only'} role="status">
        {/* A new element for each message: the same text twice is announced twice. */}
        <span key={notice.count}>{notice.message}</span>
      </div>
      {uncopied !== null && (
        <Suspense>
          <CopyDialog {...uncopied} onClose={() => setUncopied(null)} />
        </Suspense>
      )}
    </AnnouncerContext>
  );
}
