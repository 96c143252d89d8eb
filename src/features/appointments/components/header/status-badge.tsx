import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import {
  CalendarClock,
  CheckCheck,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  CircleSlash,
  CircleX,
  DoorOpen,
  type LucideIcon,
  PlayCircle,
  Trash2,
  UserX,
} from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { normalizeCode } from '#features/appointments/model/codes.ts';

interface StatusStyle {
  label: MessageDescriptor;
  tone: Tone;
  icon: LucideIcon;
  /** Whether the appointment is still to come, or not over. */
  open?: true;
}

const cancelled: StatusStyle = { label: msg`Cancelled`, tone: 'danger', icon: CircleX };
const deletedStyle: StatusStyle = { label: msg`Deleted`, tone: 'danger', icon: Trash2 };
const confirmed: StatusStyle = { label: msg`Confirmed`, tone: 'info', icon: CircleCheck, open: true };
const noShow: StatusStyle = { label: msg`No-show`, tone: 'danger', icon: UserX };
const arrived: StatusStyle = { label: msg`Arrived`, tone: 'info', icon: DoorOpen, open: true };

/** The known statuses; the set is open. */
const statusStyles = new Map<string, StatusStyle>([
  ['draft', { label: msg`Draft`, tone: 'neutral', icon: CircleDashed, open: true }],
  ['pending', { label: msg`Pending`, tone: 'warn', icon: CircleDot, open: true }],
  ['waiting', { label: msg`Waiting`, tone: 'warn', icon: CircleDot, open: true }],
  ['scheduled', { label: msg`Scheduled`, tone: 'info', icon: CalendarClock, open: true }],
  ['rescheduled', { label: msg`Rescheduled`, tone: 'warn', icon: CalendarClock, open: true }],
  ['confirmed', confirmed],
  ['approved', confirmed],
  ['arrived', arrived],
  ['checked_in', arrived],
  ['in_progress', { label: msg`In progress`, tone: 'info', icon: PlayCircle, open: true }],
  ['completed', { label: msg`Completed`, tone: 'success', icon: CheckCheck }],
  ['cancelled', cancelled],
  ['canceled', cancelled],
  ['rejected', { label: msg`Rejected`, tone: 'danger', icon: CircleSlash }],
  ['no_show', noShow],
  ['noshow', noShow],
]);

/** The label, tone and icon of a known status. */
export const styleOf = (status: string | null): StatusStyle | undefined =>
  status === null ? undefined : statusStyles.get(normalizeCode(status));

/** The label of a known status. */
export const statusLabel = (status: string | null): MessageDescriptor | undefined => styleOf(status)?.label;

export const isCancelled = (status: string | null): boolean => styleOf(status) === cancelled;

/** Whether a status means that the appointment is still to come, or not over. */
export const isOpenStatus = (status: string | null): boolean => styleOf(status)?.open === true;

/** The status in words; “Deleted” replaces the status of a deleted record. An unknown status is as received. */
export const useStatusText = ({ status, deleted_at }: Pick<Appointment, 'status' | 'deleted_at'>): string => {
  const { t, i18n } = useLingui();
  if (deleted_at !== null) return t`Deleted`;
  const style = styleOf(status);
  return style ? i18n._(style.label) : (status ?? t`Unknown`);
};

interface StatusBadgeProps {
  status: string | null;
  /** Whether the record is deleted, which replaces its status. */
  deleted?: boolean;
  size?: 'small' | 'medium';
}

/** Text, icon and color, never color alone. An unknown status is neutral and shown unchanged. */
export function StatusBadge({ status, deleted = false, size = 'medium' }: StatusBadgeProps) {
  const { t, i18n } = useLingui();
  const style = deleted ? deletedStyle : styleOf(status);
  return (
    <Badge
      icon={style?.icon ?? CircleHelp}
      size={size}
      title={status ?? undefined}
      tone={style?.tone ?? 'neutral'}
    >
      <span className="sr-only">{t`Status:`} </span>
      <span dir="auto">
        {style ? i18n._(style.label) : status === null ? t`Unknown` : <bdi translate="no">{status}</bdi>}
      </span>
    </Badge>
  );
}
