import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Appointment } from '#contract/appointment.ts';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import { changedFields, type FieldPath } from '#features/appointments/model/changes.ts';

const isAppointment = (value: unknown): value is Appointment =>
  typeof value === 'object' && value !== null && 'treatments' in value;

/**
 * What changed since the reader last saw the appointment, and how to say that it was seen. What was seen is kept
 * beside the answers in the cache, and goes with them.
 */
export const useChanges = ({ tenant, id }: AppointmentKey, appointment: Appointment) => {
  const client = useQueryClient();
  const place = useMemo(() => ['seen', tenant, id], [tenant, id]);
  const [seen, setSeen] = useState<Appointment>(() => {
    const kept: unknown = client.getQueryData(place);
    return isAppointment(kept) ? kept : appointment;
  });
  const changed: ReadonlySet<FieldPath> = useMemo(
    () => changedFields(seen, appointment),
    [seen, appointment],
  );

  useEffect(() => {
    // What is unmarked has been seen; what is marked waits for the reader, here or when they come back.
    if (changed.size === 0) client.setQueryData(place, appointment);
  }, [client, place, appointment, changed]);

  const acknowledge = useCallback(() => setSeen(appointment), [appointment]);
  return { changed, acknowledge };
};
