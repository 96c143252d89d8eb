const day = 24 * 60 * 60 * 1000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** A formatter costs far more to make than to use, and the seed asks thousands of times. */
const clockOf = (zone: string): Intl.DateTimeFormat => {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  clocks.set(zone, clock);
  return clock;
};

/** Milliseconds that `zone` is ahead of UTC at an instant. */
const offsetAt = (instant: number, zone: string): number => {
  const parts = clockOf(zone).formatToParts(instant);
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(instant / 1000) * 1000;
};

const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** A calendar day, `YYYY-MM-DD`, so many days later (or earlier). */
export const addDays = (date: string, days: number): string =>
  new Date(midnight(date) + days * day).toISOString().slice(0, 10);

/**
 * The instant, `YYYY-MM-DDTHH:MM:SSZ`, at which the wall clock of `zone` shows this day and time. Of a time that
 * comes twice (clocks going back) the first; of one that is skipped, the instant as far after the jump.
 */
export const instantAt = (date: string, time: string, zone: string): string => {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const before = wall - offsetAt(wall - day, zone);
  const after = wall - offsetAt(wall + day, zone);
  const showsWall = (instant: number): boolean => instant + offsetAt(instant, zone) === wall;
  const found = [before, after].find(showsWall) ?? before;
  return `${new Date(found).toISOString().slice(0, 19)}Z`;
};

/** The first day from `date` on that is not 24 hours long in `zone`; null where none is within a year. */
export const nextClockChange = (date: string, zone: string): { date: string; back: boolean } | null => {
  const start = (ahead: number): number => Date.parse(instantAt(addDays(date, ahead), '00:00', zone));
  for (let ahead = 0; ahead <= 366; ahead += 1) {
    const length = start(ahead + 1) - start(ahead);
    if (length !== day) return { date: addDays(date, ahead), back: length > day };
  }
  return null;
};

/** The calendar day in `zone` at an instant. */
export const dayIn = (zone: string, instant: Date): string =>
  new Date(instant.getTime() + offsetAt(instant.getTime(), zone)).toISOString().slice(0, 10);
