/** IANA time zones, as far as this browser knows them. */

const known = new Map<string, boolean>();

/** Whether this browser supports a time zone. */
export const isTimeZone = (zone: string): boolean => {
  const seen = known.get(zone);
  if (seen !== undefined) return seen;
  let valid = true;
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    valid = false;
  }
  known.set(zone, valid);
  return valid;
};

/** The zone this browser is set to; UTC if it does not know it, which some browsers report as `Etc/Unknown`. */
export const viewerTimeZone = (): string => {
  const zone: string | undefined = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone !== undefined && isTimeZone(zone) ? zone : 'UTC';
};

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day, `YYYY-MM-DD`, on which an instant falls in a zone. An instant that its zone moves out of the years
 * 0000 to 9999 counts as their first or last day.
 */
export const dayInZone = (epoch: number, zone: string): string => {
  let format = dayFormats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      era: 'short',
    });
    dayFormats.set(zone, format);
  }
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(epoch)) part[type] = value;
  const year = part.era?.startsWith('B') ? 1 - Number(part.year) : Number(part.year);
  if (year < 0) return '0000-01-01';
  if (year > 9999) return '9999-12-31';
  return `${String(year).padStart(4, '0')}-${part.month}-${part.day}`;
};

const minuteMs = 60_000;
/** No zone is further from UTC, in minutes. */
const maxOffset = 15 * 60;

/**
 * The first instant of a calendar day in a zone, in milliseconds since 1970. A clock change can move it from midnight,
 * and makes days of 23 or 25 hours.
 */
export const startOfDay = (date: string, zone: string): number => {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  let [before, after] = [-maxOffset, maxOffset];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayInZone(midnight + middle * minuteMs, zone) < date) before = middle;
    else after = middle;
  }
  return midnight + after * minuteMs;
};
