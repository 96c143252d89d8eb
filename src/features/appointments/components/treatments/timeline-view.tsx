import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { PlannedSession } from '#features/appointments/model/session-dates.ts';
import { hasDeleted, type TreatmentNode } from '#features/appointments/model/plan.ts';
import { type Timeline, createTimeline } from '#features/appointments/model/timeline.ts';
import { daysBetween } from '#lib/calendar.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useNow } from '#lib/use-now.ts';
import { useWidth } from '#lib/use-width.ts';
import { InlineWarning } from '#ui/banner.tsx';
import { Disclosure } from '#ui/disclosure.tsx';
import { useDisplayNames } from '../display-names.tsx';
import { TimelineChart } from './timeline-chart.tsx';

interface TimelineViewProps {
  tree: readonly TreatmentNode[];
  /** The clinic's calendar day of the appointment; null when it is not scheduled. */
  appointmentDate: string | null;
}

/** The sessions on a time axis and in a table. */
export function TimelineView({ tree, appointmentDate }: TimelineViewProps) {
  const format = useFormat();
  const today = format.day(useNow('minute'));
  const [ref, width] = useWidth(680);
  const timeline = createTimeline(tree, {
    appointmentDate,
    today: appointmentDate === null ? null : daysBetween(appointmentDate, today),
    maxParts: Math.max(1, Math.floor(width / 110)),
  });
  return (
    <div className="space-y-3 px-card py-4">
      {appointmentDate === null && (
        <p className="text-caption text-foreground-subtle">
          <Trans>The appointment is not scheduled. Days are counted from the appointment.</Trans>
        </p>
      )}
      <div ref={ref}>{timeline.lanes.length > 0 && <TimelineChart timeline={timeline} width={width} />}</div>
      {hasDeleted(tree.map(({ treatment }) => treatment)) && (
        <p className="text-caption text-foreground-subtle">
          <Trans>Deleted treatments, sessions and products are not included.</Trans>
        </p>
      )}
      <LaneNotes timeline={timeline} />
      <Disclosure defaultOpen summary={<Trans>The sessions as a table</Trans>}>
        {() => <SessionsTable timeline={timeline} />}
      </Disclosure>
    </div>
  );
}

/** Where days were derived from gaps, contradict each other or are missing. */
function LaneNotes({ timeline: { lanes } }: { timeline: Timeline }) {
  const names = useDisplayNames();
  const notes = lanes.flatMap((lane): { key: string; note: ReactNode }[] => {
    const name = names.treatment(lane.treatment.treatment);
    const found: { key: string; note: ReactNode }[] = [];
    if (lane.sessions.length === 0)
      found.push({ key: `${lane.key}-none`, note: <Trans>{name}: no sessions are listed.</Trans> });
    if (lane.fromGaps)
      found.push({
        key: `${lane.key}-gaps`,
        note: <Trans>{name}: offsets are missing; the days are computed from the gaps.</Trans>,
      });
    if (lane.unplaced.length > 0)
      found.push({
        key: `${lane.key}-unplaced`,
        note: <Unplaced count={lane.unplaced.length} name={name} />,
      });
    for (const { planned } of lane.marks)
      if (planned.conflict)
        found.push({
          key: `${lane.key}-${planned.number}`,
          note: <Conflict name={name} planned={planned} />,
        });
    return found;
  });
  if (notes.length === 0) return null;
  return (
    <ul className="space-y-1">
      {notes.map(({ key, note }) => (
        <li key={key}>
          <InlineWarning>{note}</InlineWarning>
        </li>
      ))}
    </ul>
  );
}

function Unplaced({ name, count }: { name: string; count: number }) {
  return (
    <Plural
      one={`${name}: # session has neither an offset nor a gap, so it has no date.`}
      other={`${name}: # sessions have neither an offset nor a gap, so they have no date.`}
      value={count}
    />
  );
}

function Conflict({ name, planned }: { name: string; planned: PlannedSession }) {
  const { number, offset, conflict } = planned;
  if (!conflict) return null;
  const { gap, offsetFromGap } = conflict;
  return (
    <Plural
      one={`${name}, session ${number}: planned for day ${offset}, but by the previous gap of # day it would be on day ${offsetFromGap}.`}
      other={`${name}, session ${number}: planned for day ${offset}, but by the previous gap of # days it would be on day ${offsetFromGap}.`}
      value={gap}
    />
  );
}

/** The data of the chart, accessible to screen readers. */
function SessionsTable({ timeline: { lanes } }: { timeline: Timeline }) {
  const { t } = useLingui();
  const format = useFormat();
  const names = useDisplayNames();
  return (
    <section
      aria-label={t`The sessions as a table`}
      className="overflow-x-auto"
      // A region that may scroll must be reachable by the keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className="w-full text-caption [&_td]:py-1 [&_td]:pe-4 [&_th]:py-1 [&_th]:pe-4 [&_th]:text-start [&_th]:font-medium">
        <thead>
          <tr>
            <th scope="col">{t`Treatment`}</th>
            <th scope="col">{t`Session`}</th>
            <th scope="col">{t({ message: 'Planned', comment: 'A column: the planned date' })}</th>
            <th scope="col">{t({ message: 'Day', comment: 'A column: days after the appointment' })}</th>
            <th scope="col">
              {t({ message: 'Next after', comment: 'A column: days until the next session' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.flatMap((lane) =>
            lane.sessions.map(({ key, planned }) => (
              <tr className="border-t border-border-soft" key={key}>
                <th scope="row">
                  <bdi translate="no">{names.treatment(lane.treatment.treatment)}</bdi>
                </th>
                <td>{planned.number}</td>
                <td>{planned.date === null ? '–' : format.calendarDay(planned.date, 'weekday')}</td>
                <td>{planned.offset ?? '–'}</td>
                <td>
                  {planned.session.next_gap_days === null ? (
                    '–'
                  ) : (
                    <Plural one="# day" other="# days" value={{ days: planned.session.next_gap_days }} />
                  )}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}
