import { isEmpty, type Reader } from './readers.ts';

/** A point in time. `epoch` is milliseconds since 1970 UTC; null if `text`, as received, is not a date with time. */
export interface Instant {
  epoch: number | null;
  text: string;
}

/** A calendar day without a time zone: `date` is `YYYY-MM-DD`; null if `text`, as received, is not a date. */
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

/** Null for a date that does not exist: 30 February, month 13, hour 25. */
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

/** The values that databases and languages write for a missing date: MySQL, the same through Carbon, and .NET or Go. */
const emptyForm =
  /^(?:0+|0000-00-00|-0001-11-30|0001-01-01(?=[T ]))(?:[T ]00:00(?::00(?:[.,]0+)?)?\s*(?:Z|[+-]00(?::?00)?)?)?$/i;

/** Whether a value stands for a missing date. One that is not empty text or null is reported. */
const isEmptyDate: Reader<boolean> = (value, context) => {
  if (isEmpty(value)) return true;
  if (value !== 0 && !(typeof value === 'string' && emptyForm.test(value.trim()))) return false;
  context.warn('null', value);
  return true;
};

/**
 * Reads a point in time. One without a zone is taken as UTC, the zone that the documentation uses, and reported; a day
 * without a time, or other text, keeps only its text.
 */
export const instant: Reader<Instant | null> = (value, context) => {
  if (isEmptyDate(value, context)) return null;
  if (typeof value !== 'string' && typeof value !== 'number')
    return context.reject('a date with time', value);
  const written = String(value).trim();
  const parsed = typeof value === 'string' ? parse(written) : null;
  if (!parsed || parsed.epoch === null) context.warn('a date with time', value);
  else if (!parsed.zoned) context.warn('a date with time and zone', value);
  return { epoch: parsed?.epoch ?? null, text: written };
};

/**
 * Reads a calendar day such as a date of birth. A time and zone after the day, as in the documentation, are ignored:
 * they do not depend on the place of birth.
 */
export const calendarDay: Reader<CalendarDay | null> = (value, context) => {
  if (isEmptyDate(value, context)) return null;
  if (typeof value !== 'string' && typeof value !== 'number') return context.reject('a date', value);
  const written = String(value).trim();
  const parsed = typeof value === 'string' ? parse(written) : null;
  if (!parsed) context.warn('a date', value);
  return { date: parsed?.date ?? null, text: written };
};
