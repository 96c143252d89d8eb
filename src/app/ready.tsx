import { type ReactNode, useEffect } from 'react';
import { doEarlyInput } from './early-input.ts';

/**
 * From here on the page answers: what a reader did while it was only rendered happens now. The mark is for whoever
 * measures or tests.
 */
export function Ready({ children }: { children: ReactNode }) {
  useEffect(() => {
    performance.mark('interactive');
    void doEarlyInput();
  }, []);
  return children;
}
