import { useLingui } from '@lingui/react/macro';
import type { Timeline, TimelineLane, TimelineMark } from '#features/appointments/model/timeline.ts';
import { useFormat } from '#lib/format/use-format.tsx';
import { useDisplayNames } from '../display-names.tsx';

interface TimelineChartProps {
  timeline: Timeline;
  /** In sixteenths of a rem, as all lengths of the chart: it grows with the user's text size. */
  width: number;
}

const laneColors = ['text-accent', 'text-lane-2', 'text-lane-3', 'text-lane-4'];
const narrow = 560;
const markRadius = 10;
const axisHeight = 26;
/** With more lanes the axis at the bottom is off the screen, so the days are repeated at the top. */
const maxLanesWithoutTopAxis = 12;
/** From this many days on the axis may show the same day of two years. */
const yearsMatter = 330;

/** A chart of the sessions: a line per treatment, a numbered mark per session, and the gap between two sessions. */
export function TimelineChart({ timeline, width }: TimelineChartProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { lanes, from, to, ticks, today } = timeline;
  // Without room beside the line, the treatment's name is above it.
  const stacked = width < narrow;
  const laneHeight = stacked ? 60 : 46;
  const start = stacked ? markRadius + 4 : Math.min(180, width * 0.26);
  const end = width - markRadius - 4;
  const x = (offset: number): number => start + ((offset - from) / (to - from)) * (end - start);
  // The label "today" is above the lines, where there is no day label.
  const daysAbove = lanes.length > maxLanesWithoutTopAxis;
  const above = (today === null ? 0 : 14) + (daysAbove ? 16 : 0);
  const height = above + lanes.length * laneHeight + axisHeight + 14;
  const lineY = (index: number): number => above + 8 + index * laneHeight + (stacked ? 38 : 26);

  return (
    <svg
      aria-label={t`Sessions on a time axis; the table below has the same information.`}
      className="block h-auto w-full overflow-visible text-[12px]"
      height={height}
      role="img"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
    >
      {ticks.map(({ offset, date: day }) => (
        <g key={offset}>
          <line
            className="stroke-border"
            x1={x(offset)}
            x2={x(offset)}
            y1={above + 4}
            y2={height - axisHeight}
          />
          {(daysAbove ? [above - 4, height - 8] : [height - 8]).map((y) => (
            <text
              className="fill-foreground-subtle"
              key={y}
              textAnchor={anchor(x(offset), width)}
              x={x(offset)}
              y={y}
            >
              {day === null
                ? t`day ${offset}`
                : format.calendarDay(day, to - from < yearsMatter ? 'dayMonth' : 'short')}
            </text>
          ))}
        </g>
      ))}
      {today !== null && (
        <g>
          <line
            className="stroke-danger"
            strokeDasharray="3 3"
            strokeWidth={1.5}
            x1={x(today)}
            x2={x(today)}
            y1={daysAbove ? above + 4 : above}
            y2={height - axisHeight}
          />
          <text className="fill-danger font-medium" textAnchor={anchor(x(today), width)} x={x(today)} y={9}>
            {t`today`}
          </text>
        </g>
      )}
      {lanes.map((lane, index) => (
        <Lane
          color={laneColors[index % laneColors.length] ?? ''}
          key={lane.key}
          lane={lane}
          name={
            stacked
              ? { top: lineY(index) - 36, width, height: 18, className: 'line-clamp-1' }
              : {
                  top: lineY(index) - 17,
                  width: start - markRadius - 10,
                  height: 34,
                  className: 'line-clamp-2',
                }
          }
          x={x}
          y={lineY(index)}
        />
      ))}
    </svg>
  );
}

/** Text at the edge grows inwards. */
const anchor = (position: number, width: number): 'start' | 'middle' | 'end' =>
  position > width - 30 ? 'end' : position < 30 ? 'start' : 'middle';

interface LaneProps {
  lane: TimelineLane;
  color: string;
  /** The box that contains the treatment's name. */
  name: { top: number; width: number; height: number; className: string };
  y: number;
  x: (offset: number) => number;
}

function Lane({ lane, color, name, y, x }: LaneProps) {
  const names = useDisplayNames();
  const { marks, treatment } = lane;
  const text = names.treatment(treatment.treatment);
  const distances = marks
    .slice(1)
    .map((mark, index) => Math.abs(x(mark.offset) - x(marks[index]?.offset ?? 0)));
  const closest = Math.min(...distances, 1000);
  const radius = Math.max(3.5, Math.min(markRadius, closest / 2 - 1));
  const [first, last] = [marks[0], marks.at(-1)];
  return (
    <g className={color}>
      {/* SVG does not wrap or cut text. */}
      <foreignObject height={name.height} width={name.width} x={0} y={name.top}>
        <div className="flex h-full items-center text-[12px]/[17px] text-foreground">
          <span className={`bg-surface ${name.className}`} dir="auto" title={text} translate="no">
            {text}
          </span>
        </div>
      </foreignObject>
      {first && last && (
        <line
          stroke="currentColor"
          strokeOpacity={0.35}
          strokeWidth={3}
          x1={x(first.offset)}
          x2={x(last.offset)}
          y1={y}
          y2={y}
        />
      )}
      {marks.map((mark, index) => (
        <Mark before={marks[index - 1]} key={mark.key} mark={mark} radius={radius} x={x} y={y} />
      ))}
    </g>
  );
}

/** The approximate width of text at this size: 6.5 pixels per character. */
const widthOf = (text: string): number => text.length * 6.5;

interface MarkProps {
  mark: TimelineMark;
  before: TimelineMark | undefined;
  radius: number;
  y: number;
  x: (offset: number) => number;
}

function Mark({ mark, before, radius, y, x }: MarkProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { planned, offset } = mark;
  const centerX = x(offset);
  const gap = before ? offset - before.offset : 0;
  const middle = before ? (centerX + x(before.offset)) / 2 : 0;
  const room = before ? Math.abs(centerX - x(before.offset)) - 2 * radius : 0;
  const day = planned.date === null ? null : format.calendarDay(planned.date, 'weekday');
  const number = planned.number;
  const filled = offset === 0;
  // Both if they differ and both fit; the notes below the chart name the conflict in any case.
  const labels = [
    ...(planned.conflict ? [t`${gap} d (gap: ${{ plannedGap: planned.conflict.gap }})`] : []),
    t`${gap} d`,
  ];
  const label = labels.find((text) => widthOf(text) <= room);
  return (
    <g>
      {before && label !== undefined && (
        <text
          className={planned.conflict ? 'fill-warn font-medium' : 'fill-foreground-subtle'}
          textAnchor="middle"
          x={middle}
          y={y - 6}
        >
          {label}
        </text>
      )}
      <circle
        cx={centerX}
        cy={y}
        fill={filled ? 'currentColor' : 'var(--color-surface)'}
        r={radius}
        stroke={planned.conflict ? 'var(--color-warn)' : 'currentColor'}
        strokeDasharray={planned.source === 'gap' ? '3 2' : undefined}
        strokeWidth={2.5}
      >
        <title>
          {day === null
            ? t`Session ${number}: planned, day ${offset}`
            : t`Session ${number}: planned, day ${offset}, ${day}`}
        </title>
      </circle>
      {radius >= 8 && (
        <text
          className="pointer-events-none font-bold"
          fill={filled ? 'var(--color-surface)' : 'currentColor'}
          textAnchor="middle"
          x={centerX}
          y={y + 4.25}
        >
          {number}
        </text>
      )}
    </g>
  );
}
