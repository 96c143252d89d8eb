import { useMemo } from 'react';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import type { SupplyItem } from '#features/appointments/model/supplies.ts';
import { readStrings } from '#lib/session-storage.ts';
import { useStoredState } from '../use-stored-state.ts';

/** A check applies to the selected sessions only: the quantity for one is not enough for two. */
const checkKey = ({ key, sessions }: SupplyItem): string => `${[key, ...sessions].join(' ')}|`;

/** A check with the quantity it was made for. */
const checkOf = (item: SupplyItem): string =>
  checkKey(item) + JSON.stringify([item.quantity, item.otherQuantities, item.missingQuantities]);

/** The items that are checked as ready, until their quantity changes. */
export const useCheckedSupplies = (appointmentKey: AppointmentKey) => {
  const [checks, setChecks] = useStoredState(appointmentKey, 'checked-supplies', readStrings, () => []);
  const stored: ReadonlySet<string> = useMemo(() => new Set(checks), [checks]);
  return {
    isChecked: (item: SupplyItem): boolean => stored.has(checkOf(item)),
    /** Whether the item was checked with another quantity. */
    isOutdated: (item: SupplyItem): boolean =>
      !stored.has(checkOf(item)) && checks.some((check) => check.startsWith(checkKey(item))),
    toggle: (item: SupplyItem): void => {
      const others = checks.filter((check) => !check.startsWith(checkKey(item)));
      setChecks(stored.has(checkOf(item)) ? others : [...others, checkOf(item)]);
    },
  };
};
