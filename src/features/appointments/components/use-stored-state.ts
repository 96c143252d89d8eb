import { useCallback, useState } from 'react';
import { readItem, writeItem } from '#lib/session-storage.ts';
import type { AppointmentKey } from '../api/get-appointment.ts';
import { viewKey, type viewNames } from '../model/stored-view.ts';

/**
 * State of an appointment's view that is stored until sign-out. `read` returns null for a stored value that it cannot
 * use; the initial value is not stored.
 */
export const useStoredState = <T>(
  appointmentKey: AppointmentKey,
  name: (typeof viewNames)[number],
  read: (stored: unknown) => T | null,
  initial: () => T,
) => {
  const storageKey = viewKey(name, appointmentKey);
  const [value, setValue] = useState<T>(() => read(readItem(storageKey)) ?? initial());
  const change = useCallback(
    (next: T) => {
      setValue(next);
      writeItem(storageKey, next);
    },
    [storageKey],
  );
  return [value, change] as const;
};
