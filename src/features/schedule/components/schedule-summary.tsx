import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { InlineList } from '#ui/inline-list.tsx';
import { Bar } from '#ui/skeleton.tsx';
import { statusOf } from '../model/entries.ts';
import type { ScheduleList } from './use-schedule-list.ts';

/** The number of appointments by status, and the time zone. */
export function ScheduleSummary({ list, filtered }: { list: ScheduleList; filtered: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  const { schedule, entries, selected, zone, pending } = list;
  if (!schedule) return list.query.isError ? null : <Bar className="mt-2 h-5 w-80 max-w-full" />;
  const pendingCount = selected.filter((entry) => statusOf(entry) === 'pending').length;
  const cancelledCount = selected.filter(({ cancelled }) => cancelled).length;
  const total = `${entries.length}${schedule.complete === false ? '+' : ''}`;
  const checked = entries.length - pending;
  const shown = selected.length;
  const { configured_timezone: configured } = schedule;
  const zoneInstant = entries.find(({ start }) => start !== null)?.start ?? now;
  return (
    <InlineList className="mt-1.5 text-foreground-muted">
      <li>
        {pending > 0 ? (
          t`${checked} of ${total} checked`
        ) : filtered ? (
          t`${shown} of ${total} appointments`
        ) : schedule.complete === false ? (
          t`${total} appointments`
        ) : (
          <Plural value={{ appointments: entries.length }} one="# appointment" other="# appointments" />
        )}
      </li>
      {pending === 0 && pendingCount > 0 && <li>{t`${pendingCount} pending`}</li>}
      {pending === 0 && cancelledCount > 0 && <li>{t`${cancelledCount} cancelled`}</li>}
      <li>{format.zone(zoneInstant, zone)}</li>
      {configured !== null && configured !== zone && <li>{t`configured: ${configured}`}</li>}
    </InlineList>
  );
}

interface ScheduleAgeProps {
  /** When the service sent the schedule, in milliseconds since 1970. */
  receivedAt: number;
  /** Whether every appointment of the day or week is shown. */
  all: boolean;
  week: boolean;
}

/** Whether the schedule is complete, and how long ago the service sent it. */
export function ScheduleAge({ receivedAt, all, week }: ScheduleAgeProps) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow('minute');
  const ago = format.ago(Math.min(receivedAt, now), now);
  return (
    <>
      {/* First, because the text is aligned at its end: only this part moves when it becomes longer. */}
      {t`checked ${ago}`}
      {all && (
        <>
          {' · '}
          {week ? <Trans>all appointments of the week</Trans> : <Trans>all appointments of the day</Trans>}
        </>
      )}
    </>
  );
}
