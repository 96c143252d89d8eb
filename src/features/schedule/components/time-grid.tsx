import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useId } from 'react';
import { styleOf } from '#features/appointments/components/header/status-badge.tsx';
import { useFormat } from '#lib/format/use-format.tsx';
import { useMediaQuery } from '#lib/use-media-query.ts';
import { Card } from '#ui/card.tsx';
import { Bar } from '#ui/skeleton.tsx';
import type { RowState } from '../api/get-rows.ts';
import type { Entry } from '../model/entries.ts';
import { hoursBetween, hoursOf, maxLaneCount, type Placed, placeEntries } from '../model/time-grid.ts';
import { CustomerName, EntryLink, isInactive, PendingMove, treatmentText } from './entry-parts.tsx';

export interface GridColumn {
  key: string;
  heading: ReactNode;
  entries: readonly Entry[];
  /** The bounds of the column's day, in milliseconds since 1970. */
  dayStart: number;
  dayEnd: number;
  /** Whether it is today's column. */
  today: boolean;
}

interface TimeGridProps {
  label: string;
  columns: readonly GridColumn[];
  rows: ReadonlyMap<string, RowState>;
  schedule: string;
  now: number;
  /** Whether an entry shows the customer only on hover or focus, which `onIntent` reports. */
  namesOnIntent: boolean;
  onIntent?: (id: string) => void;
}

/** Pixels for an hour. */
const hourHeight = 70;
/** More entries than these, side by side in all columns, would not be readable. */
const maxLanes = 12;

const toneClasses = {
  neutral: 'border-control bg-border-soft text-foreground',
  success: 'border-success bg-success-soft text-foreground',
  info: 'border-info bg-info-soft text-foreground',
  warn: 'border-warn bg-warn-soft text-foreground',
  danger: 'border-danger bg-danger-soft text-foreground',
} as const;

/**
 * Columns of appointments: at their time of the day in a wide window, as lists below each other in a narrow one. With
 * many appointments at the same time they are lists too.
 */
export function TimeGrid(props: TimeGridProps) {
  const wide = useMediaQuery('(min-width: 60rem)') ?? true;
  const placed = props.columns.map(({ entries, dayStart, dayEnd }) =>
    placeEntries(entries, dayStart, dayEnd),
  );
  const crowded = Math.max(1, ...placed.map(maxLaneCount)) * placed.length > maxLanes;
  if (!wide || crowded) return <ListColumns {...props} wide={wide} />;
  return <PlacedColumns {...props} placed={placed} />;
}

function ListColumns({ label, columns, wide, ...props }: TimeGridProps & { wide: boolean }) {
  return (
    <section aria-label={label} className={wide ? 'grid auto-cols-fr grid-flow-col gap-2' : 'space-y-4'}>
      {columns.map((column) => (
        <Column column={column} key={column.key}>
          <ol className="space-y-1 p-1.5 empty:hidden">
            {column.entries.map((entry) => (
              <li data-row={entry.id} key={entry.key}>
                <EntryBlock {...props} entry={entry} />
              </li>
            ))}
          </ol>
        </Column>
      ))}
    </section>
  );
}

function Column({ column, children }: { column: GridColumn; children: ReactNode }) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <ColumnHeading column={column} id={id} />
      {children}
    </Card>
  );
}

function ColumnHeading({ column, id }: { column: GridColumn; id: string }) {
  const { t } = useLingui();
  const count = column.entries.length;
  return (
    <div className="flex min-h-11 items-center gap-2 border-b border-border-soft px-2.5 py-1.5 text-sm">
      <h2 className="min-w-0 font-semibold" id={id}>
        {column.heading}
      </h2>
      <span className="ms-auto text-caption text-foreground-subtle">
        <span aria-hidden="true">{count}</span>
        <span className="sr-only">{t`Appointments: ${count}`}</span>
      </span>
    </div>
  );
}

function PlacedColumns({ label, columns, placed, now, ...props }: TimeGridProps & { placed: Placed[][] }) {
  const format = useFormat();
  const dayHours = Math.max(1, ...columns.map(({ dayStart, dayEnd }) => hoursBetween(dayStart, dayEnd)));
  const { first, last } = hoursOf(placed, dayHours);
  const hours = Array.from({ length: last - first }, (_, index) => first + index);
  const height = (last - first) * hourHeight;
  const origin = columns[0]?.dayStart ?? 0;
  const toY = (minutes: number): number => ((minutes - first * 60) / 60) * hourHeight;
  return (
    <section aria-label={label}>
      <Card className="grid auto-cols-fr grid-flow-col grid-cols-[3.5rem] overflow-hidden">
        <div aria-hidden="true" className="text-end text-xs text-foreground-subtle">
          <div className="h-11 border-b border-border-soft" />
          <div className="relative" style={{ height }}>
            {hours.slice(1).map((hour) => (
              <span
                className="absolute end-2 -translate-y-1/2 tabular-nums"
                key={hour}
                style={{ top: toY(hour * 60) }}
              >
                {format.time(origin + hour * 3_600_000)}
              </span>
            ))}
          </div>
        </div>
        {columns.map((column, index) => (
          <PlacedColumn
            {...props}
            column={column}
            height={height}
            hours={hours}
            key={column.key}
            now={column.today ? now : null}
            placed={placed[index] ?? []}
            toY={toY}
          />
        ))}
      </Card>
    </section>
  );
}

interface PlacedColumnProps extends Omit<TimeGridProps, 'label' | 'columns' | 'now'> {
  column: GridColumn;
  placed: readonly Placed[];
  hours: readonly number[];
  height: number;
  now: number | null;
  toY: (minutes: number) => number;
}

function PlacedColumn({ column, placed, hours, height, now, toY, ...props }: PlacedColumnProps) {
  const id = useId();
  const nowY = now === null ? -1 : toY((now - column.dayStart) / 60_000);
  return (
    <section aria-labelledby={id} className="min-w-0 border-s border-border-soft">
      <ColumnHeading column={column} id={id} />
      <div className="relative" style={{ height }}>
        {hours.slice(1).map((hour) => (
          <div
            aria-hidden="true"
            className="absolute inset-x-0 border-t border-border-soft"
            key={hour}
            style={{ top: toY(hour * 60) }}
          />
        ))}
        <ol>
          {placed.map(({ entry, top, minutes, lane, lanes }) => (
            <li
              className="absolute p-px"
              data-row={entry.id}
              key={entry.key}
              style={{
                top: toY(top),
                height: (minutes / 60) * hourHeight,
                insetInlineStart: `${(lane / lanes) * 100}%`,
                width: `${100 / lanes}%`,
              }}
            >
              <EntryBlock {...props} entry={entry} placed />
            </li>
          ))}
        </ol>
        {nowY >= 0 && nowY <= height && (
          <div
            aria-hidden="true"
            className="pointer-events-none absolute inset-x-0 border-t-2 border-danger"
            style={{ top: nowY }}
          />
        )}
      </div>
    </section>
  );
}

/** The dot between status and treatment, not read by screen readers. */
const afterDot = "before:content-['·_'_/_'']";
const forcedAfterDot = "forced-colors:before:content-['·_'_/_'']";

interface EntryBlockProps extends Pick<TimeGridProps, 'rows' | 'schedule' | 'namesOnIntent' | 'onIntent'> {
  entry: Entry;
  placed?: boolean;
}

function EntryBlock({ entry, rows, schedule, namesOnIntent, onIntent, placed = false }: EntryBlockProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { id } = entry;
  const row = id === null ? undefined : rows.get(id);
  const inactive = isInactive(entry, row);
  const style = styleOf(entry.item.meta?.status ?? null);
  const status = useEntryStateText(entry);
  const statusShown = inactive || !style || style.tone === 'warn' || style.tone === 'danger';
  const tone = inactive || entry.busy ? 'neutral' : (style?.tone ?? 'neutral');
  const time = entry.start === null ? entry.item.time_label : format.time(entry.start);
  const treatment = treatmentText({ entry, row });
  const named = !namesOnIntent || entry.busy || (id !== null && rows.has(id));
  return (
    <EntryLink
      className={`block min-h-6 overflow-hidden rounded-md border-s-4 px-2 text-caption hover:outline-2 hover:outline-accent pointer-coarse:min-h-11 forced-colors:border forced-colors:border-s-4 ${toneClasses[tone]} ${placed ? 'h-full leading-tight' : 'py-0.5 leading-snug'} ${entry.busy ? 'border-dashed' : ''}`}
      entry={entry}
      schedule={schedule}
      {...(id !== null && onIntent && { onIntent: () => onIntent(id) })}
    >
      <span
        className={`font-semibold tabular-nums ${namesOnIntent ? 'block' : 'flex gap-x-1'} ${inactive ? 'text-foreground-subtle line-through' : ''}`}
      >
        {time}{' '}
        <span className="min-w-0" data-private>
          {named ? <CustomerName entry={entry} row={row} /> : (treatment ?? t`Appointment`)}
        </span>
      </span>
      {entry.item.meta?.reschedule_confirmation_pending === true && (
        <span className="block text-foreground-muted">
          <PendingMove entry={entry} />
        </span>
      )}
      {status !== '' && (
        <span className={statusShown ? 'text-foreground-muted' : 'sr-only forced-colors:not-sr-only'}>
          {status}{' '}
        </span>
      )}
      {named && treatment !== null && (
        <span
          className={`text-foreground-muted ${status === '' ? '' : statusShown ? afterDot : forcedAfterDot}`}
          data-private
          dir="auto"
          translate="no"
        >
          {treatment}
        </span>
      )}
      {namesOnIntent && entry.item.doctor_name !== null && (
        <bdi className="block text-foreground-muted" translate="no">
          {entry.item.doctor_name}
        </bdi>
      )}
    </EntryLink>
  );
}

/**
 * Color and line-through convey nothing to a screen reader or with forced colors. States that need attention are also
 * in words.
 */
const useEntryStateText = (entry: Entry): string => {
  const { t, i18n } = useLingui();
  if (entry.busy) return '';
  if (entry.moved) return t`Moved`;
  const status = entry.item.meta?.status ?? null;
  const style = styleOf(status);
  return style ? i18n._(style.label) : (entry.item.meta?.status_label ?? status ?? '');
};

/** The geometry of the columns while they are loading: the usual hours and the headings. */
export function TimeGridSkeleton() {
  return (
    <Card className="grid h-[37.75rem] auto-cols-fr grid-flow-col grid-cols-[3.5rem]">
      {['', 'border-s', 'border-s', 'border-s'].map((border, index) => (
        // The columns never change.
        // oxlint-disable-next-line react/no-array-index-key
        <div className={`${border} border-border-soft p-3`} key={index}>
          {border !== '' && <Bar className="h-5 w-28 max-w-full" />}
        </div>
      ))}
    </Card>
  );
}
