import { type ReactNode, useEffect } from 'react';

/** What was pressed before any script of the page ran: `index.html` keeps it. */
const takeEarlyPresses = (): readonly EventTarget[] => {
  const presses = window.earlyPresses?.() ?? [];
  delete window.earlyPresses;
  return presses;
};

/**
 * From here on the page answers: what a reader pressed while it was only rendered happens now. The mark is for whoever
 * measures or tests.
 */
export function Ready({ children }: { children: ReactNode }) {
  useEffect(() => {
    performance.mark('interactive');
    for (const target of takeEarlyPresses())
      if (target instanceof HTMLElement && target.isConnected) target.click();
  }, []);
  return children;
}
