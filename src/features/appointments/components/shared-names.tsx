import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import { sharedNames } from '#features/appointments/model/people.ts';

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

/** The keys of the names that several people on the page have. */
export const useSharedNames = () => useContext(SharedNamesContext);
