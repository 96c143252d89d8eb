import { useEffect } from 'react';
import { takeLastRows } from '../model/last-row.ts';

/**
 * Once the schedule is ready, focuses the row of the record that the user comes back from, unless the focus has been
 * moved from the heading since.
 */
export const useReturnToRow = (ready: boolean): void =>
  useEffect(() => {
    if (!ready || document.activeElement?.matches('body, h1') !== true) return;
    const links = takeLastRows().map((id) =>
      document.querySelector<HTMLElement>(`main [data-entry="${CSS.escape(id)}"]`),
    );
    links.find((link) => link !== null)?.focus();
  }, [ready]);
