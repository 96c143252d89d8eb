import * as z from 'zod/mini';
import { HttpProblem } from '#server/http/http-problem.ts';

/** Query parameters of lists. An unknown one is ignored, as most services do. */

type Query = Readonly<Record<string, string | string[] | undefined>>;

const invalid = (name: string): HttpProblem =>
  new HttpProblem(422, 'validation_error', `The parameter ${name} is not valid.`);

const textOf = (query: Query, name: string): string | null => {
  const value = query[name];
  if (Array.isArray(value)) throw invalid(name);
  return value === undefined || value === '' ? null : value;
};

/** Null if it is missing. Throws a 422 for a value that is not text of at most `maxLength` characters. */
export const textParameter = (query: Query, name: string, maxLength = 255): string | null => {
  const text = textOf(query, name);
  if (text !== null && text.length > maxLength) throw invalid(name);
  return text;
};

/** A whole number from 1 to `max`; null if it is missing. Throws a 422 for anything else. */
export const numberParameter = (query: Query, name: string, max: number): number | null => {
  const text = textOf(query, name);
  if (text === null) return null;
  if (!/^[1-9]\d{0,15}$/.test(text) || Number(text) > max) throw invalid(name);
  return Number(text);
};

/** The page size, by either of its names. */
export const pageSize = (query: Query): number =>
  numberParameter(query, 'limit', 100) ?? numberParameter(query, 'per_page', 100) ?? 20;

/** A day of the clinic's zone, or a point in time. */
const timeSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

export interface TimeParameter {
  text: string;
  isDay: boolean;
}

/** Null if it is missing. Throws a 422 if it is neither a day nor a time with its offset. */
export const timeParameter = (query: Query, name: string): TimeParameter | null => {
  const text = textOf(query, name);
  if (text === null) return null;
  if (!timeSchema.safeParse(text).success) throw invalid(name);
  return { text, isDay: text.length === 10 };
};

/**
 * SQL for the point in time of a parameter `$n`: a day begins at midnight in the zone of the clinic. The end of a range
 * includes its day, and excludes its point in time. A subquery is evaluated once before the scan; the expression in it
 * is not leakproof, so that beside a column it would not reach an index.
 */
export const timeSql = (n: number, { isDay }: TimeParameter, end = false): string => {
  if (!isDay) return `$${n}::timestamptz`;
  const midnight = end ? `($${n}::timestamp + interval '1 day')` : `$${n}::timestamp`;
  return `(select ${midnight} at time zone coalesce(timezone, 'UTC') from demo.tenants where id = demo.current_tenant())`;
};
