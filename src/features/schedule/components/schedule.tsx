import { Trans, useLingui } from '@lingui/react/macro';
import { Printer } from 'lucide-react';
import { type Ref, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { StaleBanner } from '#features/appointments/components/header/stale-banner.tsx';
import { useClinic } from '#lib/clinic.tsx';
import type { Format } from '#lib/format/format.ts';
import { FormatProvider, useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useNow } from '#lib/use-now.ts';
import { useSingleKeys } from '#lib/use-single-keys.ts';
import { useAnnounce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { usePreloadedRows } from '../api/get-rows.ts';
import { nameOf } from '../model/filters.ts';
import {
  type FilterName,
  filterNames,
  filtersOf,
  rangeOf,
  type ScheduleView,
  shiftDate,
  viewParameters,
} from '../model/schedule-view.ts';
import { DaySheet } from './day-sheet.tsx';
import { FilterFields, useStatusLabels } from './filter-fields.tsx';
import { EmptySchedule, isRefused, ScheduleProblem } from './schedule-problem.tsx';
import { ScheduleEntries } from './schedule-entries.tsx';
import { ScheduleListSkeleton } from './schedule-list.tsx';
import { ScheduleNotices, SheetProgress } from './schedule-notices.tsx';
import { ScheduleAge, ScheduleSummary } from './schedule-summary.tsx';
import { TimeGridSkeleton } from './time-grid.tsx';
import { DayNavigation, ViewLinks } from './toolbar.tsx';
import { useDaySheet } from './use-day-sheet.ts';
import { type ScheduleList, useScheduleList } from './use-schedule-list.ts';
import { useVisibleIds } from './use-visible-ids.ts';

/** `Tuesday 24 November 2026`, or the first and last day of the week. */
export const scheduleHeading = (view: ScheduleView, format: Format): string => {
  const { from, to } = rangeOf(view);
  return from === to
    ? format.calendarDay(from, 'full')
    : `${format.calendarDay(from, 'weekday')} – ${format.calendarDay(to, 'weekday')}`;
};

interface ScheduleProps {
  view: ScheduleView;
  headingRef: Ref<HTMLHeadingElement>;
  /** Called when the schedule, or the reason why there is none, is on the page. */
  onReady: () => void;
}

const noIds: readonly string[] = [];
type AddIds = (ids: readonly string[]) => void;

/** A set of appointment numbers to which further ones can be added. */
const useIds = (first: Iterable<string>) => {
  const [ids, setIds] = useState<readonly string[]>(() => [...first]);
  const add = useCallback<AddIds>(
    (added) =>
      setIds((before) => {
        const all = new Set([...before, ...added]);
        return all.size === before.length ? before : [...all];
      }),
    [],
  );
  return [ids, add] as const;
};

/** The appointments of a day or week, with filters. */
export function Schedule(props: ScheduleProps) {
  const { view, onReady } = props;
  const { tenant } = useClinic();
  const { locale } = useFormat();
  const range = useMemo(() => rangeOf(view), [view]);
  const filters = useMemo(() => filtersOf(view), [view]);
  const preloaded = usePreloadedRows(tenant.id);
  const [intended, addIntended] = useIds(noIds);
  const [visible, addVisible] = useIds(preloaded.rows.keys());
  const list = useScheduleList({
    tenant: tenant.id,
    range,
    filters,
    visible: view.view === 'week' ? intended : visible,
    live: true,
    names: true,
  });
  const ready = list.schedule !== undefined || list.query.isError;
  useEffect(() => {
    if (ready) onReady();
  }, [ready, onReady]);
  return (
    <FormatProvider currency={null} locale={locale} timeZone={list.zone}>
      <Content {...props} list={list} onIntent={addIntended} onVisible={addVisible} />
    </FormatProvider>
  );
}

interface ContentProps extends ScheduleProps {
  list: ScheduleList;
  onIntent: AddIds;
  onVisible: AddIds;
}

function Content({ view, headingRef, list, onIntent, onVisible }: ContentProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const format = useFormat();
  const now = useNow('minute');
  const { tenant } = useClinic();
  const hrefFor = useCallback(
    (next: ScheduleView) => paths.schedule(tenant.id, viewParameters(next)),
    [tenant.id],
  );
  const { query, schedule, selected } = list;
  const heading = scheduleHeading(view, format);
  const today = format.day(now);
  const href = hrefFor(view);
  const { sheet, start, cancel } = useDaySheet(tenant.id, href);
  const filterText = useFilterText(view, list);
  const root = useVisibleIds(
    useMemo(() => [selected, view.view], [selected, view.view]),
    onVisible,
  );

  const turn = (direction: 1 | -1) => void navigate(hrefFor({ ...view, date: shiftDate(view, direction) }));
  useSingleKeys({ ']': () => turn(1), '[': () => turn(-1) });
  useAnnouncedChange(href, heading, list);

  const setFilter = (name: FilterName, value: string | null) =>
    void navigate(hrefFor({ ...view, [name]: value }), { replace: true });
  const filters = filtersOf(view);
  const active = filterNames.filter((name) => filters[name] !== null);
  const failed = query.isError && (!schedule || isRefused(query.error));
  return (
    <div data-schedule>
      <div className="print:hidden">
        <div className="flex flex-col gap-x-4 gap-y-3 md:flex-row md:items-start">
          <div className="min-w-0 flex-1">
            <h1
              className="text-xl leading-tight font-bold tracking-tight outline-none sm:text-[1.625rem]"
              ref={headingRef}
              tabIndex={-1}
            >
              {heading}
            </h1>
            <ScheduleSummary filtered={active.length > 0} list={list} />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <DayNavigation
              hrefFor={hrefFor}
              onDate={(date) => void navigate(hrefFor({ ...view, date }))}
              today={today}
              view={view}
            />
            {view.view !== 'week' && (
              <Button
                disabled={selected.length === 0 || list.pending > 0 || sheet.state === 'loading'}
                icon={Printer}
                onClick={() => void start(selected)}
              >
                <Trans>Print day sheet</Trans>
              </Button>
            )}
          </div>
        </div>
        <div className="mt-3 mb-3.5 flex flex-wrap items-center gap-2.5">
          <ViewLinks hrefFor={hrefFor} view={view} />
          <FilterFields list={list} onFilter={setFilter} view={view} />
          <p className="ms-auto text-caption text-foreground-subtle">
            {schedule && (
              <ScheduleAge
                all={schedule.complete !== false && active.length === 0 && list.unknown === 0}
                receivedAt={schedule.received_at?.epoch ?? query.dataUpdatedAt}
                week={view.view === 'week'}
              />
            )}
          </p>
        </div>
        <div className="mb-3 space-y-2.5 empty:hidden">
          {sheet.state === 'loading' && (
            <SheetProgress done={sheet.done} onCancel={cancel} total={sheet.total} />
          )}
          {schedule && query.isError && !failed && (
            <StaleBanner asOf={query.dataUpdatedAt} onRetry={() => void query.refetch()} />
          )}
          <ScheduleNotices list={list} onClear={() => setFilter('doctor', null)} view={view} />
        </div>
        <div key={view.view} ref={root}>
          {failed ? (
            <ScheduleProblem error={query.error} onRetry={() => void query.refetch()} />
          ) : !schedule ? (
            <div aria-busy="true" aria-label={heading} role="region">
              <p className="sr-only">{t`Loading`}</p>
              {view.view === 'list' ? <ScheduleListSkeleton /> : <TimeGridSkeleton />}
            </div>
          ) : list.entries.length === 0 ? (
            <EmptySchedule
              title={
                view.view === 'week' ? (
                  <Trans>No appointments in this week</Trans>
                ) : (
                  <Trans>No appointments on this day</Trans>
                )
              }
            />
          ) : selected.length === 0 && list.pending === 0 ? (
            <EmptySchedule title={<Trans>No appointment matches {{ filters: filterText(active) }}</Trans>}>
              {active.map((name) => (
                <Button key={name} onClick={() => setFilter(name, null)}>
                  {t`Clear filter ${{ filter: filterText([name]) }}`}
                </Button>
              ))}
            </EmptySchedule>
          ) : (
            <ScheduleEntries
              heading={heading}
              href={href}
              list={list}
              now={now}
              onIntent={(id) => onIntent([id])}
              today={today}
              view={view}
            />
          )}
        </div>
      </div>
      {sheet.state === 'ready' && (
        <DaySheet
          clinic={tenant.name}
          complete={schedule?.complete !== false && list.unknown === 0}
          entries={sheet.entries}
          filters={filterText(active)}
          heading={heading}
          onPrinted={cancel}
          records={sheet.records}
        />
      )}
    </div>
  );
}

/** The active filters in words: `Doctor: Dr. Can Öz`. */
const useFilterText = (view: ScheduleView, list: ScheduleList) => {
  const { t } = useLingui();
  const format = useFormat();
  const statusLabel = useStatusLabels();
  return (names: readonly FilterName[]): string =>
    format.list(
      names.map((name) => {
        const value = view[name] ?? '';
        if (name === 'status') return t`Status: ${{ status: statusLabel(value) }}`;
        const known =
          nameOf((name === 'doctor' ? list.users : list.rooms)?.names ?? [], value) ?? `#${value}`;
        return name === 'doctor' ? t`Doctor: ${known}` : t`Room: ${known}`;
      }),
    );
};

/** Announces a change of day, view or filter once, when its rows are there; the heading's focus announces a new page. */
const useAnnouncedChange = (href: string, heading: string, list: ScheduleList): void => {
  const { t } = useLingui();
  const announce = useAnnounce();
  const announced = useRef<string>(null);
  const count = list.selected.length;
  const ready = list.schedule !== undefined && list.pending === 0;
  useEffect(() => {
    if (!ready || announced.current === href) return;
    if (announced.current !== null) announce(`${heading}, ${t`Appointments: ${count}`}`);
    announced.current = href;
  }, [announce, count, heading, href, ready, t]);
};
