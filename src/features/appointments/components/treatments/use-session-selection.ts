import { useMemo } from 'react';
import type { AppointmentKey } from '#features/appointments/api/get-appointment.ts';
import type { SupplySession } from '#features/appointments/model/supplies.ts';
import { readStrings } from '#lib/session-storage.ts';
import { useStoredState } from '../use-stored-state.ts';

const choices = ['date', 'some', 'all'] as const;
type Choice = (typeof choices)[number];

const readChoice = (value: unknown): Choice | null => choices.find((choice) => choice === value) ?? null;

/** Products without a session are needed for any session. */
const isPlannedForDate = ({ session }: SupplySession): boolean =>
  session === null || session.planned.offset === 0;

/**
 * The sessions to list supplies for: those planned for the date of the appointment, some that the user picks, or all.
 * Nothing is selected at first if the appointment may be any session, or if no session is planned for its date.
 */
export const useSessionSelection = (
  appointmentKey: AppointmentKey,
  sessions: readonly SupplySession[],
  unknownSession: boolean,
) => {
  const plannedForDate = useMemo(() => sessions.filter(isPlannedForDate), [sessions]);
  const known = !unknownSession && plannedForDate.length > 0;
  const [choice, setChoice] = useStoredState<Choice | null>(appointmentKey, 'prepare-for', readChoice, () =>
    known ? 'date' : null,
  );
  const [pickedKeys, setPicked] = useStoredState(appointmentKey, 'prepare-picked', readStrings, () =>
    known ? plannedForDate.map(({ key }) => key) : [],
  );
  const picked: ReadonlySet<string> = useMemo(() => new Set(pickedKeys), [pickedKeys]);
  const selected = useMemo(() => {
    if (choice === 'all') return sessions;
    if (choice === 'some') return sessions.filter(({ key }) => picked.has(key));
    return choice === 'date' ? plannedForDate : [];
  }, [choice, picked, plannedForDate, sessions]);
  const toggle = (key: string): void =>
    setPicked(picked.has(key) ? pickedKeys.filter((item) => item !== key) : [...pickedKeys, key]);
  return { choice, setChoice, picked, toggle, plannedForDate, selected };
};
