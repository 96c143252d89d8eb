import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import type { SupplySession } from '#features/appointments/model/supplies.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useDisplayNames } from '../display-names.tsx';

/** The names of sessions by key: treatment, number, and day if there is one. */
export const useSessionNames = (sessions: readonly SupplySession[]): ReadonlyMap<string, string> => {
  const { t } = useLingui();
  const format = useFormat();
  const displayNames = useDisplayNames();
  return useMemo(
    () =>
      new Map(
        sessions.map(({ key, treatment, session }) => {
          const name = displayNames.treatment(treatment.treatment);
          if (session === null) return [key, name];
          const { number, date: day } = session.planned;
          if (day === null) return [key, t`${name}, session ${number}`];
          const when = format.calendarDay(day, 'short');
          return [key, t`${name}, session ${number}, ${when}`];
        }),
      ),
    [sessions, displayNames, format, t],
  );
};
