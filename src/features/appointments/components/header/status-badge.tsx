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

interface Look {
  label: MessageDescriptor;
  tone: Tone;
  icon: LucideIcon;
}

const cancelled: Look = { label: msg`Cancelled`, tone: 'bad', icon: CircleX };
const confirmed: Look = { label: msg`Confirmed`, tone: 'info', icon: CircleCheck };
const noShow: Look = { label: msg`No-show`, tone: 'bad', icon: UserX };
const arrived: Look = { label: msg`Arrived`, tone: 'info', icon: DoorOpen };

/** The statuses that have a look of their own; the set is open. */
const looks = new Map<string, Look>([
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
  ['completed', { label: msg`Completed`, tone: 'ok', icon: CheckCheck }],
  ['cancelled', cancelled],
  ['canceled', cancelled],
  ['rejected', { label: msg`Rejected`, tone: 'bad', icon: CircleSlash }],
  ['no_show', noShow],
  ['noshow', noShow],
]);

/** Text, icon and colour, never colour alone; an unknown status stays neutral and as it came. */
export function StatusBadge({ status, small = false }: { status: string | null; small?: boolean }) {
  const { t, i18n } = useLingui();
  const look = status === null ? undefined : looks.get(normalizeCode(status));
  const Icon = look?.icon ?? CircleHelp;
  return (
    <Badge
      icon={<Icon aria-hidden="true" className="size-3.5 shrink-0" />}
      small={small}
      title={status ?? undefined}
      tone={look?.tone ?? 'neutral'}
    >
      <span className="sr-only">{t`Status:`} </span>
      <span dir="auto">{look ? i18n._(look.label) : (status ?? t`Unknown`)}</span>
    </Badge>
  );
}
