import { addDays, daysBetween } from '#lib/calendar.ts';

/** The state of the schedule in its URL: day, view and filters. */

export const viewNames = ['list', 'day', 'week'] as const;
export type ViewName = (typeof viewNames)[number];

export const filterNames = ['doctor', 'room', 'status'] as const;
export type FilterName = (typeof filterNames)[number];

/** The value of each filter; null for all. `doctor` and `room` are numbers of the service. */
export type Filters = Record<FilterName, string | null>;

export interface ScheduleView extends Filters {
  /** A day of the clinic, `YYYY-MM-DD`. */
  date: string;
  view: ViewName;
}

/** The filters that apply to a view: the calendar, which is all that a week is read from, contains no rooms. */
export const filtersOf = ({ view, doctor, room, status }: ScheduleView): Filters => ({
  doctor,
  room: view === 'week' ? null : room,
  status,
});

/** Days of the clinic, `YYYY-MM-DD`, both included. */
export interface DayRange {
  from: string;
  to: string;
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !text.startsWith('0000') && addDays(text, 0) === text;

/** Reads the query of a URL. A missing or impossible day is `today`, an unknown view the list. */
export const readScheduleView = (search: string, today: string): ScheduleView => {
  const parameters = new URLSearchParams(search);
  const filter = (name: FilterName) => parameters.get(name) || null;
  const date = parameters.get('date') ?? '';
  return {
    date: isDate(date) ? date : today,
    view: viewNames.find((name) => name === parameters.get('view')) ?? 'list',
    doctor: filter('doctor'),
    room: filter('room'),
    status: filter('status'),
  };
};

/** The parameters of the URL of a view, without the clinic. The list needs none for itself. */
export const viewParameters = ({ view, ...others }: ScheduleView): Record<string, string | null> => ({
  ...others,
  view: view === 'list' ? null : view,
});

/** 1 January 2001 was a Monday. */
const monday = '2001-01-01';

const moved = (date: string, days: number): string => addDays(date, days) ?? date;

/** The week from Monday to Sunday that contains the day. */
export const weekOf = (date: string): DayRange => {
  const weekday = ((daysBetween(monday, date) % 7) + 7) % 7;
  return { from: moved(date, -weekday), to: moved(date, 6 - weekday) };
};

/** The days that a view shows. */
export const rangeOf = ({ date, view }: Pick<ScheduleView, 'date' | 'view'>): DayRange =>
  view === 'week' ? weekOf(date) : { from: date, to: date };

/** The range of `days` days directly after or before a range. */
export const adjacentRange = ({ from, to }: DayRange, direction: 1 | -1, days: number): DayRange =>
  direction === 1
    ? { from: moved(to, 1), to: moved(to, days) }
    : { from: moved(from, -days), to: moved(from, -1) };

/** The date of a view moved by one page: a week in the week view, else a day. */
export const shiftDate = ({ date, view }: ScheduleView, direction: 1 | -1): string =>
  moved(date, direction * (view === 'week' ? 7 : 1));

/** Every day of a range. */
export const daysOf = ({ from, to }: DayRange): string[] =>
  Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => moved(from, index));
