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
  UserX,
} from 'lucide-react';
import { Badge, type Tone } from '#ui/badge.tsx';
import { normalizeCode } from '#features/appointments/model/codes.ts';

interface StatusStyle {
  label: MessageDescriptor;
  tone: Tone;
  icon: LucideIcon;
}

const cancelled: StatusStyle = { label: msg`Cancelled`, tone: 'danger', icon: CircleX };
const confirmed: StatusStyle = { label: msg`Confirmed`, tone: 'info', icon: CircleCheck };
const noShow: StatusStyle = { label: msg`No-show`, tone: 'danger', icon: UserX };
const arrived: StatusStyle = { label: msg`Arrived`, tone: 'info', icon: DoorOpen };

/** The known statuses; the set is open. */
const statusStyles = new Map<string, StatusStyle>([
  ['draft', { label: msg`Draft`, tone: 'neutral', icon: CircleDashed }],
  ['pending', { label: msg`Pending`, tone: 'warn', icon: CircleDot }],
  ['waiting', { label: msg`Waiting`, tone: 'warn', icon: CircleDot }],
  ['scheduled', { label: msg`Scheduled`, tone: 'info', icon: CalendarClock }],
  ['rescheduled', { label: msg`Rescheduled`, tone: 'warn', icon: CalendarClock }],
  ['confirmed', confirmed],
  ['approved', confirmed],
  ['arrived', arrived],
  ['checked_in', arrived],
  ['in_progress', { label: msg`In progress`, tone: 'info', icon: PlayCircle }],
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

export const isCancelled = (status: string | null): boolean => styleOf(status) === cancelled;

interface StatusBadgeProps {
  status: string | null;
  size?: 'small' | 'medium';
}

/** Text, icon and color, never color alone. An unknown status is neutral and shown unchanged. */
export function StatusBadge({ status, size = 'medium' }: StatusBadgeProps) {
  const { t, i18n } = useLingui();
  const style = styleOf(status);
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
