import { useMemo } from 'react';
import type { ScheduleRow } from '#contract/schedule.ts';
import { isTimeZone } from '#lib/format/zone.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { namesProblem, useScheduleFilters } from '../api/get-filters.ts';
import { type RowState, useScheduleRows } from '../api/get-rows.ts';
import { useSchedule } from '../api/get-schedule.ts';
import { type Entry, entriesOf } from '../model/entries.ts';
import { nameOf, selectEntries } from '../model/filters.ts';
import type { DayRange, Filters } from '../model/schedule-view.ts';

interface ScheduleListOptions {
  tenant: string;
  /** Null requests nothing. */
  range: DayRange | null;
  filters: Filters;
  /** The numbers of the appointments whose details are needed in any case; the room filter needs all. */
  visible: readonly string[];
  /** Whether the schedule is kept up to date. */
  live: boolean;
  /** Whether the names of all users and rooms are needed in any case. */
  names: boolean;
}

const idsOf = (entries: readonly Entry[]): string[] => [
  ...new Set(entries.flatMap(({ id }) => (id === null ? [] : [id]))),
];

const loadedRows = (rows: ReadonlyMap<string, RowState>): Map<string, ScheduleRow | null> =>
  new Map(
    [...rows].flatMap(([id, row]) =>
      row.state === 'loading' || row.state === 'limited'
        ? []
        : [[id, row.state === 'loaded' ? row.row : null] as const],
    ),
  );

/** The schedule of a range with its filters applied. */
export const useScheduleList = ({ tenant, range, filters, visible, live, names }: ScheduleListOptions) => {
  const clinicZone = useFormat().timeZone;
  const query = useSchedule(tenant, range, live);
  const { data: schedule } = query;
  const zone = schedule?.timezone != null && isTimeZone(schedule.timezone) ? schedule.timezone : clinicZone;
  const entries = useMemo(() => (schedule ? entriesOf(schedule, zone) : []), [schedule, zone]);

  const filterNames = useScheduleFilters(tenant, names || (range !== null && filters.doctor !== null));
  const users = filterNames.data?.users ?? null;
  const rooms = filterNames.data?.rooms ?? null;
  const unreadable = filterNames.isError || filterNames.data === null;
  const problems = { users: namesProblem(users, unreadable), rooms: namesProblem(rooms, unreadable) };
  /** Users cannot be listed, so the number of a doctor has no name. */
  const doctorUnusable = problems.users !== null;
  const { doctor, room, status } = filters;
  const doctorName =
    doctor === null || doctorUnusable
      ? null
      : filterNames.data === undefined
        ? undefined
        : (nameOf(users?.names ?? [], doctor) ?? `#${doctor}`);

  const requestedIds = useMemo(
    () => idsOf(entries).filter((id) => room !== null || visible.includes(id)),
    [room, visible, entries],
  );
  const rows = useScheduleRows(tenant, requestedIds);
  const selection = useMemo(
    () => selectEntries(entries, { doctorName, room, status, rows: loadedRows(rows) }),
    [entries, doctorName, room, status, rows],
  );
  return { query, schedule, zone, entries, rows, users, rooms, problems, ...selection };
};

export type ScheduleList = ReturnType<typeof useScheduleList>;
