import { daysBetween } from '../calendar.ts';
import { dayInZone } from './zone.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

const formatter = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const id = `${locale}|${JSON.stringify(options)}`;
  let format = cache.get(id);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { calendar: 'gregory', ...options });
    cache.set(id, format);
  }
  return format;
};

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const longDate = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
const shortDay = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** Removes the comma after the weekday, which only some browsers insert. */
const withoutComma = (parts: readonly Intl.DateTimeFormatPart[]): string =>
  parts
    .map(({ type, value }, index) =>
      type === 'literal' && parts[index - 1]?.type === 'weekday' ? value.replace(/[,،]/, '') : value,
    )
    .join('');

/** `Tuesday 24 November 2026`, of an instant in a zone. */
export const formatLongDate = (locale: string, epoch: number, timeZone: string): string =>
  withoutComma(formatter(locale, { ...longDate, timeZone }).formatToParts(epoch));

/** `14:30`, of an instant in a zone. */
export const formatTime = (locale: string, epoch: number, timeZone: string): string =>
  formatter(locale, { ...time, timeZone }).format(epoch);

/** `24 Nov 2026, 14:30`, of an instant in a zone. */
export const formatDateTime = (locale: string, epoch: number, timeZone: string): string =>
  formatter(locale, { ...shortDay, ...time, timeZone }).format(epoch);

const calendarForms = {
  /** `Tuesday 24 November 2026` */
  full: longDate,
  /** `3 March 1992` */
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  /** `Tue 24 Nov 2026` */
  weekday: { weekday: 'short', ...shortDay },
  /** `24 Nov 2026` */
  short: shortDay,
  /** `Tue 24 Nov` */
  weekdayMonth: { weekday: 'short', day: 'numeric', month: 'short' },
  /** `24 Nov` */
  dayMonth: { day: 'numeric', month: 'short' },
} as const;

export type CalendarForm = keyof typeof calendarForms;

/** Formats a calendar day (`YYYY-MM-DD`), which does not depend on a time zone. */
export const formatCalendarDay = (locale: string, date: string, form: CalendarForm): string =>
  withoutComma(
    formatter(locale, { ...calendarForms[form], timeZone: 'UTC' }).formatToParts(
      Date.parse(`${date}T00:00:00Z`),
    ),
  );

const minute = 60_000;

/** The offset of a zone from UTC at an instant, in minutes. */
const offsetMinutes = (epoch: number, timeZone: string): number => {
  const parts = formatter('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    era: 'short',
  }).formatToParts(epoch);
  const part = (name: string): number => Number(parts.find(({ type }) => type === name)?.value);
  const local = new Date(0);
  const bc = parts.some(({ type, value }) => type === 'era' && value === 'BC');
  local.setUTCFullYear(bc ? 1 - part('year') : part('year'), part('month') - 1, part('day'));
  local.setUTCHours(part('hour'), part('minute'));
  return Math.round((local.getTime() - Math.floor(epoch / minute) * minute) / minute);
};

/**
 * The name of a zone by its city: `Istanbul time`. Zones without a city, such as `UTC` and `Etc/GMT+3`, keep their name.
 * Intl's own names differ between browsers and servers.
 */
export const formatZoneName = (locale: string, timeZone: string): string => {
  const city = /^(?!Etc\/)[A-Z]\w+\/(?:[\w-]+\/)*([\w-]+)$/.exec(timeZone)?.[1]?.replaceAll('_', ' ');
  if (city === undefined) return timeZone;
  return locale.startsWith('tr') ? `${city.replace('Istanbul', 'İstanbul')} saati` : `${city} time`;
};

/** `Istanbul time (UTC+3)`: the zone with its offset at that instant. */
export const formatZone = (locale: string, epoch: number, timeZone: string): string => {
  const minutes = offsetMinutes(epoch, timeZone);
  const hours = Math.trunc(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  const sign = minutes === 0 ? '' : `${minutes < 0 ? '-' : '+'}${hours}`;
  const offset = `UTC${sign}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
  return offset === timeZone ? timeZone : `${formatZoneName(locale, timeZone)} (${offset})`;
};

/** Rounds halves away from zero, so that past and future are alike. */
const round = (value: number): number => Math.sign(value) * Math.round(Math.abs(value));

/**
 * The difference between an instant and now, in the largest suitable unit. From one day on it counts calendar days of
 * the zone, so that 23:00 of the next day is always "tomorrow".
 */
const relativeParts = (
  epoch: number,
  now: number,
  timeZone: string,
): { value: number; unit: Intl.RelativeTimeFormatUnit } => {
  const minutes = round((epoch - now) / minute);
  if (Math.abs(minutes) < 60) return { value: minutes, unit: 'minute' };
  const days = daysBetween(dayInZone(now, timeZone), dayInZone(epoch, timeZone));
  const hours = round(minutes / 60);
  if (days === 0 || Math.abs(hours) < 12) return { value: hours, unit: 'hour' };
  if (Math.abs(days) < 14) return { value: days, unit: 'day' };
  if (Math.abs(days) < 60) return { value: round(days / 7), unit: 'week' };
  if (Math.abs(days) < 730) return { value: round(days / 30.44), unit: 'month' };
  return { value: round(days / 365.25), unit: 'year' };
};

const relativeFormats = new Map<string, Intl.RelativeTimeFormat>();

const relativeFormatter = (
  locale: string,
  style: Intl.RelativeTimeFormatStyle = 'long',
): Intl.RelativeTimeFormat => {
  const id = `${locale}|${style}`;
  const format = relativeFormats.get(id) ?? new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style });
  relativeFormats.set(id, format);
  return format;
};

/** `8 sec. ago`, `5 min. ago`: a short form for times that are updated while the user watches. */
export const formatAgo = (locale: string, epoch: number, now: number): string => {
  const seconds = Math.round((epoch - now) / 1000);
  const format = relativeFormatter(locale, 'short');
  return Math.abs(seconds) < 60
    ? format.format(seconds, 'second')
    : format.format(round(seconds / 60), 'minute');
};

/** `in 2 days`, `tomorrow`, `5 minutes ago`. */
export const formatRelative = (locale: string, epoch: number, now: number, timeZone: string): string => {
  const { value, unit } = relativeParts(epoch, now, timeZone);
  return relativeFormatter(locale).format(value, unit);
};
