import { Trans, useLingui } from '@lingui/react/macro';
import { Fragment } from 'react';
import { useFormat } from '#lib/format/use-format.tsx';
import { useMediaQuery } from '#lib/use-media-query.ts';
import { Card } from '#ui/card.tsx';
import { Bar } from '#ui/skeleton.tsx';
import type { RowState } from '../api/get-rows.ts';
import { durationOf, type Entry } from '../model/entries.ts';
import {
  CustomerName,
  EntryLink,
  EntryStatus,
  isInactive,
  PendingMove,
  treatmentText,
} from './entry-parts.tsx';

interface ScheduleListProps {
  label: string;
  entries: readonly Entry[];
  rows: ReadonlyMap<string, RowState>;
  /** The URL of this schedule. */
  schedule: string;
  /** Milliseconds since 1970 if the list is of today, for the line between past and future; else null. */
  now: number | null;
}

interface LayoutProps extends ScheduleListProps {
  className: string;
}

/** The columns of the table in the order shown. */
const widths = 'grid-cols-[5.5rem_1fr]';

/** Appointments as a table, or as cards in a narrow window. The gateway renders both, and the style sheet hides one. */
export function ScheduleTable(props: ScheduleListProps) {
  const wide = useMediaQuery('(min-width: 48rem), print');
  return (
    <>
      {wide !== false && <Table {...props} className={wide === null ? 'max-md:hidden print:block' : ''} />}
      {wide !== true && <Cards {...props} className={wide === null ? 'md:hidden print:hidden' : ''} />}
    </>
  );
}

/** The index of the first entry that is still to come; -1 without one or without a line. */
const nextIndex = (entries: readonly Entry[], now: number | null): number =>
  now === null ? -1 : entries.findIndex(({ start }) => start !== null && start > now);

function Table({ label, entries, rows, schedule, now, className }: LayoutProps) {
  const { t } = useLingui();
  const next = nextIndex(entries, now);
  return (
    <Card className={`overflow-hidden ${className}`}>
      <table aria-label={label} className="w-full table-fixed text-sm">
        <thead>
          <tr className="border-b border-border-soft text-start text-caption text-foreground-muted">
            <Heading className="w-24">{t`Time`}</Heading>
            <Heading className="w-[18%]">{t`Customer`}</Heading>
            <Heading>{t`Treatment`}</Heading>
            <Heading className="w-[16%]">{t`Doctor`}</Heading>
            <Heading className="w-[16%]">{t`Room`}</Heading>
            <Heading className="w-36">{t`Status`}</Heading>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry, index) => (
            <Fragment key={entry.key}>
              {index === next && now !== null && (
                <tr>
                  <td className="relative h-0 p-0" colSpan={6}>
                    <NowLine now={now} />
                  </td>
                </tr>
              )}
              <TableRow
                entry={entry}
                isNext={index === next}
                row={entry.id === null ? undefined : rows.get(entry.id)}
                schedule={schedule}
              />
            </Fragment>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Heading({ className = '', children }: { className?: string; children: string }) {
  return (
    <th className={`px-2 py-2.5 text-start font-semibold first:ps-3.5 last:pe-3.5 ${className}`} scope="col">
      {children}
    </th>
  );
}

function NowLine({ now }: { now: number }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <div className="absolute inset-x-0 -top-px z-1 border-t-2 border-danger">
      <span className="absolute start-3.5 -top-2.5 rounded bg-danger px-1.5 text-xs leading-5 font-semibold text-surface forced-colors:border forced-colors:forced-color-adjust-none">
        <span className="sr-only">{t`Now:`} </span>
        {format.time(now)}
      </span>
    </div>
  );
}

interface RowProps {
  entry: Entry;
  row: RowState | undefined;
  schedule: string;
  isNext: boolean;
}

const cell = 'px-2 py-2.5 align-top first:ps-3.5 last:pe-3.5';

function TableRow({ entry, row, schedule, isNext }: RowProps) {
  const treatment = treatmentText({ entry, row });
  const inactive = isInactive(entry, row);
  return (
    <tr
      className={`relative border-t border-border-soft first:border-t-0 hover:bg-border-soft focus-within:bg-border-soft print:break-inside-avoid ${isNext ? 'bg-accent-soft' : ''} ${inactive || entry.busy ? 'text-foreground-subtle' : ''}`}
      data-row={entry.id}
    >
      <th className={`${cell} text-start font-normal`} scope="row">
        <Time entry={entry} inactive={inactive} />
      </th>
      <td className={cell}>
        <RowLink entry={entry} row={row} schedule={schedule} inactive={inactive} />
        <p className="text-caption text-foreground-muted">
          <PendingMove entry={entry} />
        </p>
      </td>
      <td className={cell} data-private dir="auto" translate="no">
        {treatment}
      </td>
      <td className={cell}>
        <bdi translate="no">{entry.item.doctor_name}</bdi>
      </td>
      <td className={cell}>
        <RoomName entry={entry} row={row} />
      </td>
      <td className={cell}>
        <EntryStatus entry={entry} row={row} />
      </td>
    </tr>
  );
}

/** The customer's name as a link that covers the row. */
function RowLink({ entry, row, schedule, inactive }: Omit<RowProps, 'isNext'> & { inactive: boolean }) {
  return (
    <EntryLink
      className={`inline-flex min-h-6 items-center font-semibold after:absolute after:inset-0 ${entry.id === null ? 'after:hidden' : ''} ${inactive ? 'line-through' : ''}`}
      entry={entry}
      schedule={schedule}
    >
      <span data-private>
        <CustomerName entry={entry} row={row} />
      </span>
    </EntryLink>
  );
}

function Time({ entry, inactive }: { entry: Entry; inactive: boolean }) {
  const format = useFormat();
  const minutes = durationOf(entry);
  return (
    <>
      <span className={`block font-semibold tabular-nums ${inactive ? 'line-through' : ''}`}>
        {entry.start === null ? (entry.item.time_label ?? '–') : format.time(entry.start)}
      </span>
      {minutes !== null && (
        <span className="text-caption text-foreground-subtle">{format.minutes(minutes)}</span>
      )}
    </>
  );
}

function RoomName({ entry, row }: Pick<RowProps, 'entry' | 'row'>) {
  if (entry.id === null || row?.state === 'failed') return null;
  if (row?.state !== 'loaded') return <Bar className="h-5 w-16 max-w-full" />;
  const { room } = row.row;
  if (room === null)
    return (
      <span className="text-foreground-subtle">
        <Trans>No room</Trans>
      </span>
    );
  const { id, name } = room;
  return name === null ? <Trans>Room #{id}</Trans> : <bdi translate="no">{name}</bdi>;
}

function Cards({ label, entries, rows, schedule, now, className }: LayoutProps) {
  const next = nextIndex(entries, now);
  return (
    <Card className={`overflow-hidden ${className}`}>
      <ol aria-label={label}>
        {entries.map((entry, index) => (
          <CardItem
            entry={entry}
            isNext={index === next}
            key={entry.key}
            now={index === next ? now : null}
            row={entry.id === null ? undefined : rows.get(entry.id)}
            schedule={schedule}
          />
        ))}
      </ol>
    </Card>
  );
}

function CardItem({ entry, row, schedule, isNext, now }: RowProps & { now: number | null }) {
  const treatment = treatmentText({ entry, row });
  const inactive = isInactive(entry, row);
  return (
    <li
      className={`relative border-t border-border-soft px-3.5 py-2.5 text-sm first:border-t-0 ${isNext ? 'bg-accent-soft' : ''} ${inactive || entry.busy ? 'text-foreground-subtle' : ''}`}
      data-row={entry.id}
    >
      {now !== null && <NowLine now={now} />}
      <div className="flex items-start gap-3">
        <div className="flex flex-wrap items-baseline gap-x-1.5">
          <Time entry={entry} inactive={inactive} />
        </div>
        <div className="relative ms-auto shrink-0">
          <EntryStatus entry={entry} row={row} />
        </div>
      </div>
      <RowLink entry={entry} row={row} schedule={schedule} inactive={inactive} />
      <p className="text-caption text-foreground-muted empty:hidden">
        <PendingMove entry={entry} />
      </p>
      <p className="empty:hidden" data-private dir="auto" translate="no">
        {treatment}
      </p>
      <p className="empty:hidden">
        <bdi translate="no">{entry.item.doctor_name}</bdi>
      </p>
      <div className="empty:hidden">
        <RoomName entry={entry} row={row} />
      </div>
    </li>
  );
}

/** The geometry of the table while it is loading. */
export function ScheduleListSkeleton() {
  return (
    <Card>
      {Array.from({ length: 9 }, (_, index) => (
        <div
          className={`grid ${widths} gap-3 border-t border-border-soft px-3.5 py-2.5 first:border-t-0`}
          key={index}
        >
          <div>
            <Bar className="h-5 w-12" />
            <Bar className="mt-1 h-4 w-14" />
          </div>
          <div>
            <Bar className="h-5 w-64 max-w-full" />
            <Bar className="mt-1 h-4 w-40 max-w-full md:hidden" />
          </div>
        </div>
      ))}
    </Card>
  );
}
