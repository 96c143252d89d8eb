const dayMs = 86_400_000;

/** Days of a time zone, `YYYY-MM-DD`. A day may have 23 or 25 hours. */
export interface ClinicCalendar {
  /** The first moment of a day, in milliseconds since 1970. */
  startOf: (day: string) => number;
  /** The day on which a moment is. */
  dayOf: (epoch: number) => string;
  /** The moment of a wall clock, given as if it were UTC: of an hour that comes twice, the first. */
  fromWallClock: (wall: number) => number;
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

export const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** The calendar of an IANA time zone. Throws a RangeError for an unknown one. */
export const createClinicCalendar = (zone: string): ClinicCalendar => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const wallClock = (epoch: number): number => {
    const parts = Object.fromEntries(format.formatToParts(epoch).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, second } = parts;
    return Date.parse(`${year?.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}Z`);
  };
  /** The moments that the offsets of the day before and the day after lead to. */
  const candidates = (wall: number): number[] =>
    [wall - dayMs, wall + dayMs]
      .map((around) => wall - (wallClock(around) - around))
      .toSorted((a, b) => a - b);
  const dayOf = (epoch: number): string => new Date(wallClock(epoch)).toISOString().slice(0, 10);

  return {
    dayOf,
    startOf(day) {
      const moments = candidates(Date.parse(day));
      // At midnight the clocks may go forward: then only one of them is on that day.
      return moments.find((moment) => dayOf(moment) === day) ?? Math.max(...moments);
    },
    fromWallClock(wall) {
      const moments = candidates(wall);
      return moments.find((moment) => wallClock(moment) === wall) ?? Math.max(...moments);
    },
  };
};
