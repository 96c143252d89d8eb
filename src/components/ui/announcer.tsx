import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnounceContext = createContext<(message: string) => void>(() => undefined);

/** Says something to screen readers, once, without moving the focus. */
export const useAnnounce = () => useContext(AnnounceContext);

/** Holds the page's one polite live region. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ message: '', count: 0 });
  const announce = useCallback(
    (message: string) => setSaid(({ count }) => ({ message, count: count + 1 })),
    [],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="sr-only" role="status">
        {/* A new element each time, so that the same words twice are said twice. */}
        <span key={said.count}>{said.message}</span>
      </div>
    </AnnounceContext>
  );
}
