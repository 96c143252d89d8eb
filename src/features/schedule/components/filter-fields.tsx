import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { styleOf } from '#features/appointments/components/header/status-badge.tsx';
import { humanizeCode } from '#features/appointments/model/codes.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { doctorOptions, nameOf, statusOptions } from '../model/filters.ts';
import type { FilterName, ScheduleView } from '../model/schedule-view.ts';
import type { ScheduleList } from './use-schedule-list.ts';

interface FilterFieldsProps {
  view: ScheduleView;
  list: ScheduleList;
  onFilter: (name: FilterName, value: string | null) => void;
}

/** The label of a status; for an unknown status the code of the service. */
export const useStatusLabels = () => {
  const { i18n } = useLingui();
  return (status: string): string => {
    const style = styleOf(status);
    return style ? i18n._(style.label) : humanizeCode(status);
  };
};

/** Why the names for a filter could not be listed. */
const useNamesProblemText = () => {
  const { t } = useLingui();
  return {
    users: {
      unsupported: t`This service cannot list its users.`,
      forbidden: t`You have no permission to list the users.`,
      failed: t`The users could not be loaded.`,
    },
    rooms: {
      unsupported: t`This service cannot list its rooms.`,
      forbidden: t`You have no permission to list the rooms.`,
      failed: t`The rooms could not be loaded.`,
    },
  };
};

/** Doctor, room and status. A filter that does not work is disabled and shows the reason. */
export function FilterFields({ view, list, onFilter }: FilterFieldsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const statusLabel = useStatusLabels();
  const byName = (a: Option, b: Option) => format.compare(a.name, b.name);
  const doctors = doctorOptions(list.entries, list.users?.names ?? [], view.doctor).toSorted(byName);
  const rooms = (list.rooms?.names ?? [])
    .flatMap(({ id, name }) => (id === null ? [] : [{ id, name: name ?? t`Room #${id}` }]))
    .toSorted(byName);
  const statuses = statusOptions(list.entries, view.status).map((id) => ({ id, name: statusLabel(id) }));
  const { users: usersProblem, rooms: roomsProblem } = list.problems;
  const problemText = useNamesProblemText();
  return (
    <>
      <FilterField
        hint={usersProblem && problemText.users[usersProblem]}
        label={t`Doctor`}
        onChange={(value) => onFilter('doctor', value)}
        options={withSelected(doctors, view.doctor, nameOf(list.users?.names ?? [], view.doctor ?? ''))}
        value={view.doctor}
      />
      <FilterField
        hint={
          view.view === 'week'
            ? t`The calendar of the service contains no rooms. Choose a day to filter by room.`
            : roomsProblem && problemText.rooms[roomsProblem]
        }
        label={t`Room`}
        onChange={(value) => onFilter('room', value)}
        options={withSelected(rooms, view.room, null)}
        value={view.view === 'week' ? null : view.room}
      />
      <FilterField
        hint={null}
        label={t`Status`}
        onChange={(value) => onFilter('status', value)}
        options={withSelected(statuses, view.status, view.status)}
        value={view.status}
      />
    </>
  );
}

interface Option {
  id: string;
  name: string;
}

const withSelected = (options: readonly Option[], selected: string | null, name: string | null): Option[] =>
  selected === null || options.some(({ id }) => id === selected)
    ? [...options]
    : [...options, { id: selected, name: name ?? `#${selected}` }];

interface FilterFieldProps {
  label: string;
  options: readonly Option[];
  value: string | null;
  onChange: (value: string | null) => void;
  /** Why the filter does not work; null if it does. */
  hint: string | null;
}

function FilterField({ label, options, value, onChange, hint }: FilterFieldProps) {
  const { t } = useLingui();
  const id = useId();
  return (
    <label
      className="inline-flex min-h-9 max-w-full min-w-0 items-center gap-1.5 rounded-lg border border-control bg-surface ps-2.5 text-sm focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-accent pointer-coarse:min-h-11"
      title={hint ?? undefined}
    >
      <span className="text-foreground-muted">{label}</span>
      <select
        aria-describedby={hint === null ? undefined : id}
        className="w-24 min-w-0 self-stretch truncate md:w-36 rounded-lg bg-surface pe-1.5 font-semibold text-foreground outline-none disabled:bg-border-soft disabled:text-foreground-subtle"
        disabled={hint !== null && value === null}
        onChange={(event) => onChange(event.target.value || null)}
        value={value ?? ''}
      >
        <option value="">
          {t({ message: 'All', comment: 'A choice of a filter: all doctors, rooms or statuses' })}
        </option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
      {hint !== null && (
        <span className="sr-only" id={id}>
          {hint}
        </span>
      )}
    </label>
  );
}
