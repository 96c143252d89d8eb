import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import { changedFields, type FieldPath } from '#features/appointments/model/changes.ts';
import { useRestoreLostFocus } from './use-restore-lost-focus.ts';

const SeenAppointmentsContext = createContext<Map<string, Appointment> | null>(null);

/**
 * Holds each appointment as the user last saw it, for as long as the session is mounted: a change made while another
 * page was open is still announced on return.
 */
export function SeenAppointmentsProvider({ children }: { children: ReactNode }) {
  const [seen] = useState(() => new Map<string, Appointment>());
  return <SeenAppointmentsContext value={seen}>{children}</SeenAppointmentsContext>;
}

/** The appointment as the user last saw it, the fields that changed since, and a function that marks them as seen. */
export const useChanges = ({ tenant, id }: AppointmentKey, appointment: Appointment) => {
  const seenAppointments = useContext(SeenAppointmentsContext);
  if (!seenAppointments) throw new Error('useChanges is used outside a SeenAppointmentsProvider.');
  useRestoreLostFocus();
  const key = `${tenant}/${id}`;
  const [seen, setSeen] = useState(() => seenAppointments.get(key) ?? appointment);
  const changed: ReadonlySet<FieldPath> = useMemo(
    () => changedFields(seen, appointment),
    [seen, appointment],
  );

  useEffect(() => {
    // Changes that are not acknowledged stay marked, also after a remount.
    if (changed.size === 0) seenAppointments.set(key, appointment);
  }, [seenAppointments, key, appointment, changed]);

  return { seen, changed, acknowledge: () => setSeen(appointment) };
};
