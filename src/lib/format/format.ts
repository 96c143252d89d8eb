import type { Age } from '../calendar.ts';
import {
  type CalendarForm,
  formatAgo,
  formatCalendarDay,
  formatLongDate,
  formatRelative,
  formatDateTime,
  formatTime,
  formatZone,
  formatZoneName,
} from './date.ts';
import { formatDecimal, formatMinutes, formatPercent, formatPrice, formatUnit } from './number.ts';
import { compareText, formatList, initials } from './text.ts';
import { dayInZone } from './zone.ts';

export interface FormatSettings {
  /** BCP 47 tag. */
  locale: string;
  /** The IANA zone in which times are shown. */
  timeZone: string;
  /** ISO 4217, or null for plain decimals. */
  currency: string | null;
}

/** Creates the format functions for the user's language and the clinic's zone and currency. */
export const createFormat = ({ locale, timeZone, currency }: FormatSettings) => ({
  locale,
  timeZone,
  longDate: (epoch: number, zone = timeZone) => formatLongDate(locale, epoch, zone),
  time: (epoch: number, zone = timeZone) => formatTime(locale, epoch, zone),
  dateTime: (epoch: number, zone = timeZone) => formatDateTime(locale, epoch, zone),
  calendarDay: (date: string, form: CalendarForm) => formatCalendarDay(locale, date, form),
  zone: (epoch: number, zone = timeZone) => formatZone(locale, epoch, zone),
  /** Without an offset, for times of a whole year. */
  zoneName: () => formatZoneName(locale, timeZone),
  relative: (epoch: number, now: number) => formatRelative(locale, epoch, now, timeZone),
  ago: (epoch: number, now: number) => formatAgo(locale, epoch, now),
  /** `34 years`, `5 months` */
  age: ({ value, unit }: Age) => formatUnit(locale, value, unit),
  /** `45 min` */
  minutes: (minutes: number) => formatMinutes(locale, minutes),
  /** The clinic's calendar day of an instant. */
  day: (epoch: number) => dayInZone(epoch, timeZone),
  decimal: (decimal: string) => formatDecimal(locale, decimal),
  price: (decimal: string) => formatPrice(locale, decimal, currency),
  percent: (decimal: string) => formatPercent(locale, decimal),
  list: (items: readonly string[]) => formatList(locale, items),
  /** Alphabetical order. */
  compare: (a: string, b: string) => compareText(locale, a, b),
  initials: (name: string) => initials(locale, name),
});

export type Format = ReturnType<typeof createFormat>;
