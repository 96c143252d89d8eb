import { useLingui } from '@lingui/react/macro';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { nameKey, sharedNames } from '#features/appointments/model/people.ts';

/** The keys of the names that several people on the page have. */
const SharedNamesContext = createContext<ReadonlySet<string>>(new Set());

interface SharedNamesProviderProps {
  appointment: Appointment;
  children: ReactNode;
}

/** Below it, people of the appointment who share a name are shown with their numbers. */
export function SharedNamesProvider({ appointment, children }: SharedNamesProviderProps) {
  const names = useMemo(() => sharedNames(appointment), [appointment]);
  return <SharedNamesContext value={names}>{children}</SharedNamesContext>;
}

interface NamedRecord {
  name: string | null;
  id: string | null;
}

/**
 * The names of records. A record without a name is named by its kind and number: "Treatment #7". A person who shares a
 * name with another person on the page is shown with the number.
 */
export const useDisplayNames = () => {
  const { t } = useLingui();
  const shared = useContext(SharedNamesContext);
  return useMemo(() => {
    const user = ({ name, id }: NamedRecord): string => {
      if (name === null) return t`User #${id}`;
      return id !== null && shared.size > 0 && shared.has(nameKey(name)) ? `${name} #${id}` : name;
    };
    return {
      treatment: ({ name, id }: NamedRecord): string => name ?? t`Treatment #${id}`,
      product: ({ name, id }: NamedRecord): string => name ?? t`Product #${id}`,
      user,
      users: (people: readonly NamedRecord[]): string[] => people.map(user),
      room: ({ name, id }: NamedRecord): string => name ?? t`Room #${id}`,
      tag: ({ name, id }: NamedRecord): string => name ?? t`Tag #${id}`,
    };
  }, [t, shared]);
};
