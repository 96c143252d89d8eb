import { useLingui } from '@lingui/react/macro';
import { TriangleAlert } from 'lucide-react';
import type { Appointment } from '#contract/appointment.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { isOpenStatus } from './status-badge.tsx';

/**
 * Points out an appointment of an earlier day whose status means that it is still to come, as an item of a list. Within
 * the day nothing is known, because the service sends no end.
 */
export function StatusHint({ appointment }: { appointment: Appointment }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  const epoch = appointment.scheduled_at?.epoch ?? null;
  const open = appointment.deleted_at === null && isOpenStatus(appointment.status);
  if (epoch === null || !open || format.day(epoch) >= format.day(now)) return null;
  return (
    <li className="gap-1 font-medium text-warn">
      <TriangleAlert className="size-3.5 shrink-0" />
      {t`past, status not updated`}
    </li>
  );
}
