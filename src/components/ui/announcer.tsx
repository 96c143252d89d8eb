import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Announces a message to screen readers without moving the focus. */
export const useAnnounce = () => useContext(AnnounceContext);

/** The page's only polite live region. */
export function Announcer({ children }: { children: ReactNode }) {
  const [announcement, setAnnouncement] = useState({ message: '', count: 0 });
  const announce = useCallback(
    (message: string) => setAnnouncement(({ count }) => ({ message, count: count + 1 })),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="sr-only" role="status">
        {/* A new element for each message: the same text twice is announced twice. */}
        <span key={announcement.count}>{announcement.message}</span>
      </div>
    </AnnounceContext>
  );
}
