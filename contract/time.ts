import { isEmpty, type Reader } from './reading.ts';

/** A point in time. `epoch` is milliseconds since 1970 UTC; null where `text`, as it came, could not be read. */
export interface Moment {
  epoch: number | null;
  text: string;
}

/** A day of the calendar, in no zone: `date` is `YYYY-MM-DD`; null where `text` could not be read. */
export interface CalendarDay {
  date: string | null;
  text: string;
}

const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** Minutes east of UTC of `Z`, `+03:00`, `+0300` or `+03`. */
const offsetMinutes = (zone: string): number => {
  if (/^z$/i.test(zone)) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || 0)];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
};

/** The calendar refuses what it does not have: 30 February, a 13th month, 25 o'clock. */
const utc = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number | null => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const same =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute;
  return same ? date.getTime() : null;
};

const parse = (written: string) => {
  const match = form.exec(written);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const day0 = utc(Number(year), Number(month), Number(day));
  if (day0 === null) return null;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { date, epoch: null, zoned: false };
  const clock = utc(
    Number(year),
    Number(month),
    Number(day),
    Number(hour),
    Number(minute),
    Math.min(Number(second ?? 0), 59),
  );
  if (clock === null) return null;
  const milliseconds = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
  const epoch = clock + milliseconds - (zone === undefined ? 0 : offsetMinutes(zone)) * 60_000;
  return { date, epoch, zoned: zone !== undefined };
};

/**
 * Reads a point in time. One without a zone is taken for UTC, the zone the documentation writes, and noted;
 * a bare day or anything else is kept as text.
 */
export const moment: Reader<Moment | null> = (value, place) => {
  if (isEmpty(value)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return place.refuse('a date with time', value);
  const written = String(value).trim();
  const read = typeof value === 'string' ? parse(written) : null;
  if (!read || read.epoch === null) place.note('a date with time', value);
  else if (!read.zoned) place.note('a date with time and zone', value);
  return { epoch: read?.epoch ?? null, text: written };
};

/**
 * Reads a calendar day such as a date of birth. The day is the one written: a time and zone after it, which the
 * documentation shows, say nothing of where the person was born.
 */
export const calendarDay: Reader<CalendarDay | null> = (value, place) => {
  if (isEmpty(value)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return place.refuse('a date', value);
  const written = String(value).trim();
  const read = typeof value === 'string' ? parse(written) : null;
  if (!read) place.note('a date', value);
  return { date: read?.date ?? null, text: written };
};
