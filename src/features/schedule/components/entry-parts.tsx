import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ScheduleRow } from '#contract/schedule.ts';
import { usePrefetchAppointment } from '#features/appointments/api/prefetch-appointment.ts';
import { StatusBadge, styleOf } from '#features/appointments/components/header/status-badge.tsx';
import { useClinic } from '#lib/clinic.tsx';
import { fullName } from '#lib/format/text.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useHoverIntent } from '#lib/use-hover-intent.ts';
import { Badge } from '#ui/badge.tsx';
import { Bar } from '#ui/skeleton.tsx';
import type { RowState } from '../api/get-rows.ts';
import type { Entry } from '../model/entries.ts';
import { rememberRow, type ScheduleState } from './return-to-schedule.ts';

/** Parts of an entry that list, day and week show alike. */

/** The details of an entry; null if they are not loaded, or not available. */
const rowOf = (state: RowState | undefined): ScheduleRow | null =>
  state?.state === 'loaded' ? state.row : null;

/** Whether an entry is cancelled, moved or deleted, so that it does not take place at this time. */
export const isInactive = (entry: Entry, state: RowState | undefined): boolean =>
  entry.cancelled || entry.moved || (rowOf(state)?.deleted_at ?? null) !== null;

interface EntryProps {
  entry: Entry;
  row: RowState | undefined;
}

/** The customer, or why there is no name. */
export function CustomerName({ entry, row }: EntryProps) {
  const { t } = useLingui();
  if (entry.busy) return <Trans comment="A time in which someone is not available">Busy</Trans>;
  if (entry.id === null) return t`No customer`;
  if (row?.state === 'loaded') {
    const { customer } = row.row;
    const name = fullName(customer);
    if (name !== '') return <bdi translate="no">{name}</bdi>;
    return customer?.id == null ? t`No customer` : t`Unnamed customer #${{ id: customer.id }}`;
  }
  if (row?.state === 'failed')
    return row.error === 'forbidden' || row.error === 'missing_scope'
      ? t`No permission to view`
      : t`Details not available`;
  return (
    <>
      <span className="sr-only">{t`Appointment #${{ id: entry.id }}`}</span>
      <Bar className="h-5 w-32 max-w-full" />
    </>
  );
}

/** The treatments of the record, else the one of the calendar. */
export const treatmentText = ({ entry, row }: EntryProps): string | null => {
  const [first, ...others] = rowOf(row)?.treatments ?? [];
  if (first === undefined) return entry.item.treatment_name;
  return others.length === 0 ? first : `${first} · +${others.length}`;
};

export function EntryStatus({ entry, row }: EntryProps) {
  const { t } = useLingui();
  const { meta } = entry.item;
  if (entry.busy) return <Badge>{t`Busy`}</Badge>;
  if ((rowOf(row)?.deleted_at ?? null) !== null) return <Badge tone="danger">{t`Deleted`}</Badge>;
  if (entry.moved)
    return <Badge>{t({ message: 'Moved', comment: 'Of an appointment: it has another time now' })}</Badge>;
  const status = meta?.status ?? null;
  if (status === null && meta?.status_label == null) return null;
  return <StatusBadge status={styleOf(status) ? status : (meta?.status_label ?? status)} />;
}

/** The other time of an appointment whose move is not confirmed yet. */
export function PendingMove({ entry }: { entry: Entry }) {
  const { t } = useLingui();
  const format = useFormat();
  const { meta, start_at } = entry.item;
  if (!meta?.reschedule_confirmation_pending) return null;
  const shown = start_at?.epoch ?? null;
  const other = [meta.proposed_scheduled_at, meta.original_scheduled_at].find(
    (time) => time?.epoch != null && time.epoch !== shown,
  );
  if (other?.epoch == null) return t`Move not confirmed`;
  const time =
    format.day(other.epoch) === entry.day ? format.time(other.epoch) : format.dateTime(other.epoch);
  return other === meta.proposed_scheduled_at ? t`Proposed: ${time}` : t`Originally: ${time}`;
}

interface EntryLinkProps {
  entry: Entry;
  /** The URL of the schedule, to return to. */
  schedule: string;
  className?: string;
  onIntent?: () => void;
  children: ReactNode;
}

/** A link to the record of an entry; without a record only its content. */
export function EntryLink({ entry, schedule, className = '', onIntent, children }: EntryLinkProps) {
  const { tenant } = useClinic();
  const prefetch = usePrefetchAppointment();
  const { id } = entry;
  const handlers = useHoverIntent(() => {
    if (id === null) return;
    onIntent?.();
    prefetch({ tenant: tenant.id, id });
  });
  if (id === null) return <div className={className}>{children}</div>;
  const state: ScheduleState = { schedule };
  return (
    <Link
      className={className}
      data-entry={id}
      onClick={() => rememberRow(id)}
      state={state}
      to={paths.appointment(id, tenant.id)}
      {...handlers}
    >
      {children}
    </Link>
  );
}
