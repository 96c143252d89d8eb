import { Trans, useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import {
  readScheduleView,
  shiftDate,
  type ScheduleView,
  type ViewName,
  viewNames,
} from '../model/schedule-view.ts';

interface DayNavigationProps {
  view: ScheduleView;
  hrefFor: (view: ScheduleView) => string;
  /** The clinic's day. */
  today: string;
  onDate: (date: string) => void;
}

const stepClass =
  'inline-flex min-h-9 min-w-9 items-center justify-center px-2 text-sm font-semibold hover:bg-border-soft -outline-offset-2 pointer-coarse:min-h-11 pointer-coarse:min-w-11';

/** The days or weeks before and after, today, and any day. */
export function DayNavigation({ view, hrefFor, today, onDate }: DayNavigationProps) {
  const { t } = useLingui();
  const week = view.view === 'week';
  return (
    <nav aria-label={week ? t`Week` : t`Day`} className="flex flex-wrap items-center gap-2">
      <div className="inline-flex overflow-hidden rounded-lg border border-control bg-surface">
        <Link
          aria-keyshortcuts="["
          aria-label={week ? t`Previous week` : t`Previous day`}
          className={stepClass}
          to={hrefFor({ ...view, date: shiftDate(view, -1) })}
        >
          <ChevronLeft className="size-4 rtl:-scale-x-100" />
        </Link>
        <Link
          aria-current={view.date === today ? 'date' : undefined}
          className={`${stepClass} border-x border-border px-3`}
          to={hrefFor({ ...view, date: today })}
        >
          <Trans>Today</Trans>
        </Link>
        <Link
          aria-keyshortcuts="]"
          aria-label={week ? t`Next week` : t`Next day`}
          className={stepClass}
          to={hrefFor({ ...view, date: shiftDate(view, 1) })}
        >
          <ChevronRight className="size-4 rtl:-scale-x-100" />
        </Link>
      </div>
      <DateField date={view.date} onDate={onDate} />
    </nav>
  );
}

/** A date that is typed is complete only when the user leaves the field or presses Enter. */
function DateField({ date, onDate }: { date: string; onDate: (date: string) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState<string | null>(null);
  const typing = useRef(false);
  const draft = typed ?? date;
  const commit = (value: string) => {
    typing.current = false;
    const read = readScheduleView(`?date=${value}`, date).date;
    setTyped(null);
    if (read !== date) onDate(read);
  };
  return (
    <input
      aria-label={t`Date`}
      className="min-h-9 rounded-lg border border-control bg-surface px-2.5 text-sm text-foreground pointer-coarse:min-h-11"
      onBlur={() => commit(draft)}
      onChange={(event) => {
        if (typing.current) setTyped(event.target.value);
        else commit(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(draft);
        else typing.current = true;
      }}
      onPointerDown={() => {
        typing.current = false;
      }}
      type="date"
      value={draft}
    />
  );
}

interface ViewLinksProps {
  view: ScheduleView;
  hrefFor: (view: ScheduleView) => string;
}

export function ViewLinks({ view, hrefFor }: ViewLinksProps) {
  const { t } = useLingui();
  const names: Record<ViewName, string> = {
    list: t`List`,
    day: t({ message: 'Day', comment: 'A view of the schedule: the appointments of one day' }),
    week: t`Week`,
  };
  return (
    <nav
      aria-label={t({ message: 'View', comment: 'Noun, above the choice of list, day or week' })}
      className="inline-flex overflow-hidden rounded-lg border border-control bg-surface"
    >
      {viewNames.map((name) => (
        <Link
          aria-current={name === view.view ? 'page' : undefined}
          className="inline-flex min-h-9 items-center px-3 text-sm font-medium text-foreground-muted -outline-offset-2 hover:bg-border-soft aria-[current]:bg-accent-soft aria-[current]:font-semibold aria-[current]:text-accent-soft-foreground forced-colors:aria-[current]:forced-color-adjust-none forced-colors:aria-[current]:bg-[color:Highlight] forced-colors:aria-[current]:text-[color:HighlightText] pointer-coarse:min-h-11"
          key={name}
          to={hrefFor({ ...view, view: name })}
        >
          {names[name]}
        </Link>
      ))}
    </nav>
  );
}
