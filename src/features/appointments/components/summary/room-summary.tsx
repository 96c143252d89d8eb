import { useLingui } from '@lingui/react/macro';
import type { Appointment } from '#contract/appointment.ts';
import { Badge } from '#ui/badge.tsx';
import { InlineWarning } from '#ui/banner.tsx';
import { humanizeCode, normalizeCode } from '#features/appointments/model/codes.ts';
import { Changed } from '../changes/changed.tsx';
import { useDisplayNames } from '../display-names.tsx';

/** The room, marked if it is deleted or not active. */
export function RoomSummary({ appointment: { room, room_id } }: { appointment: Appointment }) {
  const { t } = useLingui();
  const names = useDisplayNames();
  if (room === null && room_id === null)
    return (
      <Changed path="room">
        <InlineWarning>
          <span className="text-sm font-semibold">{t`No room`}</span>
        </InlineWarning>
      </Changed>
    );
  if (room === null) return <p>{t`Room #${room_id}, details unavailable`}</p>;
  const active = room.status === null || normalizeCode(room.status) === 'active';
  return (
    <>
      <Changed path="room">
        <bdi className="font-semibold" translate="no">
          {names.room({ name: room.name, id: room.id ?? room_id })}
        </bdi>
      </Changed>{' '}
      {room.deleted_at && <Badge size="small" tone="danger">{t`Deleted`}</Badge>}
      {!room.deleted_at && !active && (
        <Badge size="small" title={room.status ?? undefined} tone="warn">
          <span dir="auto" translate="no">
            {humanizeCode(room.status ?? '')}
          </span>
        </Badge>
      )}
    </>
  );
}
