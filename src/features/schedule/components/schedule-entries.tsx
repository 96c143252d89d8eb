import { useLingui } from '@lingui/react/macro';
import { addDays } from '#lib/calendar.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { startOfDay } from '#lib/format/zone.ts';
import { Avatar } from '#ui/avatar.tsx';
import { doctorsOf, type Entry, groupBy } from '../model/entries.ts';
import { daysOf, rangeOf, type ScheduleView } from '../model/schedule-view.ts';
import { ScheduleTable } from './schedule-list.tsx';
import { type GridColumn, TimeGrid } from './time-grid.tsx';
import type { ScheduleList } from './use-schedule-list.ts';

const dayMs = 86_400_000;

interface EntriesProps {
  view: ScheduleView;
  list: ScheduleList;
  heading: string;
  href: string;
  now: number;
  today: string;
  onIntent: (id: string) => void;
}

/** The entries as a list, a day with a column for each doctor, or a week with a column for each day. */
export function ScheduleEntries({ view, list, heading, href, now, today, onIntent }: EntriesProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { selected, zone, rows } = list;
  const scheduled = selected.filter(({ start }) => start !== null);
  const unscheduled = selected.filter(({ start }) => start === null);
  // The URL of the day, so that the list can be found again tomorrow.
  const shared = { rows, schedule: href };

  const dayBounds = (date: string) => ({
    dayStart: startOfDay(date, zone),
    dayEnd: startOfDay(addDays(date, 1) ?? date, zone),
    today: date === today,
  });
  // The days of a week share the labels of the hours. Clocks change at night, so that the hours after it are those of
  // any other day.
  const alignedBounds = (date: string) => {
    const bounds = dayBounds(date);
    return { ...bounds, dayStart: bounds.dayEnd - dayMs };
  };
  const columns = (): GridColumn[] => {
    if (view.view === 'week')
      return groupBy(scheduled, daysOf(rangeOf(view)), ({ day }) => day ?? '').map(({ key, entries }) => ({
        key,
        heading: <DayHeading date={key} today={key === today} />,
        entries,
        ...alignedBounds(key),
      }));
    return groupBy(scheduled, doctorsOf(scheduled, format.compare), ({ item }) => item.doctor_name).map(
      ({ key, entries }) => ({
        key: key ?? '',
        heading: key === null ? t`No doctor` : <DoctorHeading name={key} />,
        entries,
        ...dayBounds(view.date),
      }),
    );
  };

  return (
    <>
      {view.view === 'list' ? (
        scheduled.length > 0 && (
          <ScheduleTable
            {...shared}
            entries={scheduled}
            label={heading}
            now={view.date === today ? now : null}
          />
        )
      ) : (
        <TimeGrid
          {...shared}
          columns={columns()}
          label={heading}
          namesOnIntent={view.view === 'week'}
          now={now}
          onIntent={onIntent}
        />
      )}
      <Unscheduled {...shared} entries={unscheduled} />
    </>
  );
}

function DoctorHeading({ name }: { name: string }) {
  const format = useFormat();
  return (
    <span className="flex items-center gap-2">
      <Avatar initials={format.initials(name)} />
      <bdi className="min-w-0" translate="no">
        {name}
      </bdi>
    </span>
  );
}

/** Today is also underlined, because color alone does not distinguish it for everyone. */
function DayHeading({ date, today }: { date: string; today: boolean }) {
  const format = useFormat();
  return (
    <span
      aria-current={today ? 'date' : undefined}
      className={today ? 'text-accent underline decoration-2 underline-offset-4' : ''}
    >
      {format.calendarDay(date, 'weekdayMonth')}
    </span>
  );
}

function Unscheduled({
  entries,
  ...shared
}: Pick<ScheduleTableProps, 'rows' | 'schedule'> & { entries: readonly Entry[] }) {
  const { t } = useLingui();
  if (entries.length === 0) return null;
  return (
    <section className="mt-6">
      <h2 className="mb-2 text-sm font-semibold">{t`Not scheduled`}</h2>
      <ScheduleTable {...shared} entries={entries} label={t`Not scheduled`} now={null} />
    </section>
  );
}

type ScheduleTableProps = Parameters<typeof ScheduleTable>[0];
