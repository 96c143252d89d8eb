import type { FilterNames, ScheduleRow } from '#contract/schedule.ts';
import { normalizeCode } from '#features/appointments/model/codes.ts';
import { type Entry, statusOf } from './entries.ts';

export type Names = readonly FilterNames['names'][number][];

/**
 * The name that a user's number stands for; null if no user has it. The service's calendar names doctors but does not
 * number them, so a name that two users share selects the appointments of both.
 */
export const nameOf = (names: Names, id: string): string | null =>
  names.find((named) => named.id === id)?.name ?? null;

/** The criteria that entries are compared with; a null criterion matches all. */
export interface Criteria {
  /** Undefined while the name of the doctor is loading. */
  doctorName: string | null | undefined;
  room: string | null;
  status: string | null;
  /** The loaded details by number of the appointment; null for a record that could not be read. */
  rows: ReadonlyMap<string, ScheduleRow | null>;
}

type Match = 'yes' | 'no' | 'pending' | 'unknown';

const compare = (entry: Entry, { doctorName, room, status, rows }: Criteria): Match => {
  if (doctorName === undefined) return 'pending';
  if (doctorName !== null && entry.item.doctor_name !== doctorName) return 'no';
  if (status !== null && statusOf(entry) !== normalizeCode(status)) return 'no';
  if (room === null) return 'yes';
  if (entry.id === null) return 'unknown';
  const row = rows.get(entry.id);
  if (row === undefined) return 'pending';
  if (row === null) return 'unknown';
  return row.room?.id === room ? 'yes' : 'no';
};

export interface Selection {
  selected: Entry[];
  /** How many entries are still to be compared. */
  pending: number;
  /** How many entries cannot be compared, because their details are not available. */
  unknown: number;
}

/** The entries that match all criteria. */
export const selectEntries = (entries: readonly Entry[], criteria: Criteria): Selection => {
  const matches = entries.map((entry) => compare(entry, criteria));
  const countOf = (result: Match): number => matches.filter((match) => match === result).length;
  return {
    selected: entries.filter((_, index) => matches[index] === 'yes'),
    pending: countOf('pending'),
    unknown: countOf('unknown'),
  };
};

/** The users whose name is in the entries, and the selected one; of those who share a name the selected, else the first. */
export const doctorOptions = (
  entries: readonly Entry[],
  users: Names,
  selected: string | null,
): { id: string; name: string }[] => {
  const shown = new Set(entries.map(({ item }) => item.doctor_name));
  const byName = new Map<string, string>();
  for (const { id, name } of users) {
    if (id === null || name === null) continue;
    if (id === selected || (shown.has(name) && !byName.has(name))) byName.set(name, id);
  }
  return [...byName].map(([name, id]) => ({ id, name }));
};

/** The statuses of the entries, and the selected one. */
export const statusOptions = (entries: readonly Entry[], selected: string | null): string[] => {
  const statuses = new Set(selected === null ? [] : [normalizeCode(selected)]);
  for (const entry of entries) {
    const status = statusOf(entry);
    if (status !== null) statuses.add(status);
  }
  return [...statuses].toSorted();
};
