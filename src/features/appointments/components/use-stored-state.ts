import { useCallback, useMemo, useState } from 'react';
import { parseItem, readText, writeItem } from '#lib/session-storage.ts';
import { useAfterHydration } from '#lib/use-hydrated.ts';
import type { AppointmentKey } from '../api/get-appointment.ts';

/**
 * State of an appointment's view that is stored until sign-out. `read` returns null for a stored value that it cannot
 * use; the initial value is not stored. The gateway knows nothing that is stored, so that it is read after hydration.
 */
export const useStoredState = <T>(
  { tenant, id }: AppointmentKey,
  name: 'open-rows' | 'prepare-for' | 'prepare-picked' | 'checked-supplies',
  read: (stored: unknown) => T | null,
  initial: () => T,
) => {
  const storageKey = `${name}:${tenant}/${id}`;
  const [storedText] = useState(() => readText(storageKey));
  const text = useAfterHydration(storedText, null);
  const stored = useMemo(() => read(parseItem(text)), [read, text]);
  const [initialValue] = useState(initial);
  const [changed, setChanged] = useState<{ value: T } | null>(null);
  const change = useCallback(
    (value: T) => {
      setChanged({ value });
      writeItem(storageKey, value);
    },
    [storageKey],
  );
  const value = changed === null ? (stored ?? initialValue) : changed.value;
  return [value, change] as const;
};
