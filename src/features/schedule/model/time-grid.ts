import type { Entry } from './entries.ts';

/** The height of an appointment without an end, and the minimum height of any, in minutes. */
const minMinutes = 30;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The working hours that are shown in any case, in hours after the start of the day. */
const usualHours = { first: 9, last: 17 };

/** The place of an entry in a column of a time grid. */
export interface Placed {
  entry: Entry;
  /** Minutes after the start of the column's day. */
  top: number;
  minutes: number;
  /** Overlapping entries are side by side: the index of this one, and how many there are. */
  lane: number;
  lanes: number;
}

/**
 * Places the entries of one day: those that overlap share the width. Time is elapsed time, so that a day with a clock
 * change has 23 or 25 hours. `dayStart` and `dayEnd` are in milliseconds since 1970; parts outside are cut off.
 */
export const placeEntries = (entries: readonly Entry[], dayStart: number, dayEnd: number): Placed[] => {
  const timed = entries
    .flatMap((entry) => {
      if (entry.start === null) return [];
      const start = Math.max(entry.start, dayStart);
      const least = start + minMinutes * minuteMs;
      const end = Math.min(Math.max(entry.end ?? least, least), Math.max(dayEnd, least));
      return [{ entry, start, end }];
    })
    .toSorted((a, b) => a.start - b.start || b.end - a.end);

  const placed: Placed[] = [];
  let cluster: Placed[] = [];
  let laneEnds: number[] = [];
  const closeCluster = () => {
    for (const item of cluster) item.lanes = laneEnds.length;
    cluster = [];
    laneEnds = [];
  };
  for (const { entry, start, end } of timed) {
    if (laneEnds.every((laneEnd) => laneEnd <= start)) closeCluster();
    const free = laneEnds.findIndex((laneEnd) => laneEnd <= start);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = end;
    const item = {
      entry,
      top: (start - dayStart) / minuteMs,
      minutes: (end - start) / minuteMs,
      lane,
      lanes: 1,
    };
    cluster.push(item);
    placed.push(item);
  }
  closeCluster();
  return placed;
};

/** The maximum number of entries side by side. */
export const maxLaneCount = (placed: readonly Placed[]): number =>
  placed.reduce((most, { lanes }) => Math.max(most, lanes), 1);

/** The hours that a grid shows, as hours elapsed since the start of the day: `last` is the end of the last one. */
export const hoursOf = (
  columns: readonly (readonly Placed[])[],
  dayHours: number,
): { first: number; last: number } => {
  const all = columns.flat();
  const first = Math.min(usualHours.first, ...all.map(({ top }) => Math.floor(top / 60)));
  const last = Math.max(usualHours.last, ...all.map(({ top, minutes }) => Math.ceil((top + minutes) / 60)));
  return { first: Math.max(0, first), last: Math.min(dayHours, last) };
};

/** The hours of a day: 24, or 23 and 25 when the clocks change. Ends are in milliseconds since 1970. */
export const hoursBetween = (start: number, end: number): number => Math.ceil((end - start) / hourMs);
