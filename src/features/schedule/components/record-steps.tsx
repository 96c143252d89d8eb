import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router-dom';
import { appointmentQuery } from '#features/appointments/api/get-appointment.ts';
import { usePrefetchAppointment } from '#features/appointments/api/prefetch-appointment.ts';
import { useClinic } from '#lib/clinic.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { paths } from '#lib/paths.ts';
import { useHoverIntent } from '#lib/use-hover-intent.ts';
import { useNow } from '#lib/use-now.ts';
import { useSingleKeys } from '#lib/use-single-keys.ts';
import type { Entry } from '../model/entries.ts';
import { readScheduleState, rememberRow, type ScheduleState } from './return-to-schedule.ts';
import {
  filtersOf,
  adjacentRange,
  rangeOf,
  readScheduleView,
  type ScheduleView,
  viewParameters,
} from '../model/schedule-view.ts';
import { adjacentEntries, endOf } from '../model/steps.ts';
import { useScheduleList } from './use-schedule-list.ts';

const itemClass =
  'link inline-flex min-h-6 items-center gap-1 text-caption tabular-nums pointer-coarse:min-h-11';

/** The way back to the schedule and to the records before and after this one. */
export function RecordSteps({ id }: { id: string }) {
  const schedule = readScheduleState(useLocation().state);
  return schedule === null ? <ShowDay id={id} /> : <AdjacentLinks id={id} schedule={schedule} />;
}

/** A record that was not opened from the schedule has no list: its day is offered. */
function ShowDay({ id }: { id: string }) {
  const { tenant } = useClinic();
  const format = useFormat();
  const { data } = useQuery({ ...appointmentQuery({ tenant: tenant.id, id }), enabled: false });
  const epoch = data?.parsed.appointment?.scheduled_at?.epoch ?? null;
  return (
    <Link
      className={itemClass}
      onClick={() => rememberRow(id)}
      to={paths.schedule(tenant.id, { date: epoch === null ? null : format.day(epoch) })}
    >
      <ChevronLeft className="size-3.5 rtl:-scale-x-100" />
      {epoch === null ? <Trans>Appointments</Trans> : <Trans>Show this day</Trans>}
    </Link>
  );
}

const nothing: readonly string[] = [];

/** If `needed`, the first entry after or before the days of a view; else null. */
const useAdjacentEntry = (tenant: string, view: ScheduleView, direction: 1 | -1, needed: boolean) => {
  // The room of an appointment is known from its record only, so that a week would be many requests.
  const days = filtersOf(view).room === null ? 7 : 1;
  const range = useMemo(() => adjacentRange(rangeOf(view), direction, days), [view, direction, days]);
  const filters = useMemo(() => filtersOf(view), [view]);
  const { selected } = useScheduleList({
    tenant,
    range: needed ? range : null,
    filters,
    visible: nothing,
    live: false,
    names: false,
  });
  return needed ? endOf(selected, direction) : null;
};

/** Milliseconds between two steps while a key is held. */
const repeatMs = 300;
/** Milliseconds on a record before the next one is prefetched. */
const pauseMs = 300;

function AdjacentLinks({ id, schedule }: { id: string; schedule: string }) {
  const { t } = useLingui();
  const { tenant } = useClinic();
  const format = useFormat();
  const navigate = useNavigate();
  const prefetch = usePrefetchAppointment();
  const shownView = useSearchParams()[0].get('view');
  const today = format.day(useNow('minute'));
  const view = useMemo(() => readScheduleView(schedule.split('?')[1] ?? '', today), [schedule, today]);
  const range = useMemo(() => rangeOf(view), [view]);
  const filters = useMemo(() => filtersOf(view), [view]);
  const list = useScheduleList({
    tenant: tenant.id,
    range,
    filters,
    visible: nothing,
    live: false,
    names: false,
  });
  const adjacent = adjacentEntries(list.selected, id);
  const after = useAdjacentEntry(tenant.id, view, 1, adjacent.found && adjacent.next === null);
  const before = useAdjacentEntry(tenant.id, view, -1, adjacent.found && adjacent.previous === null);
  const next = adjacent.next ?? after;
  const previous = adjacent.previous ?? before;
  const day = list.entries.find((entry) => entry.id === id && !entry.moved)?.day ?? view.date;

  const nextId = next?.id ?? null;
  useEffect(() => {
    if (nextId === null) return undefined;
    const timer = setTimeout(() => prefetch({ tenant: tenant.id, id: nextId }), pauseMs);
    return () => clearTimeout(timer);
  }, [prefetch, tenant.id, nextId]);

  const target = (entry: Entry) => {
    const date = entry.day ?? view.date;
    const outside = date < range.from || date > range.to;
    const state: ScheduleState = {
      schedule: outside ? paths.schedule(tenant.id, viewParameters({ ...view, date })) : schedule,
    };
    return { to: paths.appointment(entry.id ?? '', tenant.id, shownView), state };
  };
  const lastStep = useRef(0);
  const step = (entry: Entry | null, event: KeyboardEvent) => {
    if (entry?.id == null || (event.repeat && event.timeStamp - lastStep.current < repeatMs)) return;
    lastStep.current = event.timeStamp;
    const { to, state } = target(entry);
    rememberRow(entry.id, true);
    void navigate(to, { replace: true, state });
  };
  const forward = (event: KeyboardEvent) => step(next, event);
  const back = (event: KeyboardEvent) => step(previous, event);
  useSingleKeys({ ']': forward, j: forward, '[': back, k: back });

  const timeOf = ({ start, day: ownDay }: Entry): string =>
    start === null
      ? ''
      : ownDay === day || ownDay === null
        ? format.time(start, list.zone)
        : `${format.calendarDay(ownDay, 'weekdayMonth')}, ${format.time(start, list.zone)}`;
  return (
    <>
      <Link className={itemClass} to={schedule}>
        <ChevronLeft className="size-3.5 rtl:-scale-x-100" />
        <Trans>Back to the list</Trans>
      </Link>
      <span className="ms-auto flex flex-wrap gap-x-4">
        {previous && (
          <StepLink {...target(previous)} id={previous.id ?? ''} keys="[ K">
            {t`Previous: ${{ time: timeOf(previous) }}`}
          </StepLink>
        )}
        {next && (
          <StepLink {...target(next)} id={next.id ?? ''} keys="] J">
            {t`Next: ${{ time: timeOf(next) }}`}
            <ChevronRight className="size-3.5 rtl:-scale-x-100" />
          </StepLink>
        )}
      </span>
    </>
  );
}

interface StepLinkProps {
  id: string;
  to: string;
  state: ScheduleState;
  keys: string;
  children: ReactNode;
}

function StepLink({ id, to, state, keys, children }: StepLinkProps) {
  const { tenant } = useClinic();
  const prefetch = usePrefetchAppointment();
  const handlers = useHoverIntent(() => prefetch({ tenant: tenant.id, id }));
  return (
    <Link
      aria-keyshortcuts={keys}
      className={itemClass}
      onClick={() => rememberRow(id, true)}
      replace
      state={state}
      to={to}
      {...handlers}
    >
      {children}
    </Link>
  );
}
