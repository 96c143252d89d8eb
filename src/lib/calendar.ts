/** Arithmetic on days of the calendar, written `YYYY-MM-DD`. No zone and no clock is involved. */

const dayMs = 86_400_000;

/** Years have four digits or more: a zone can move the last day of 9999 into the year 10000. */
const toEpoch = (date: string): number => {
  const [year = Number.NaN, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(0).setUTCFullYear(year, month - 1, day);
};

/** The calendar day of an epoch read as UTC; years before 0 and after 9999 are not days this calendar writes. */
const fromEpoch = (epoch: number): string => new Date(epoch).toISOString().slice(0, 10);

/** The day `days` after `date`; before it when negative. Null beyond the years 0000 to 9999. */
export const addDays = (date: string, days: number): string | null => {
  const epoch = toEpoch(date) + days * dayMs;
  if (!(epoch >= Date.UTC(0, 0, 1) - 1900 * 366 * dayMs) || epoch > Date.UTC(9999, 11, 31)) return null;
  const written = fromEpoch(epoch);
  return /^\d{4}-/.test(written) ? written : null;
};

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((toEpoch(to) - toEpoch(from)) / dayMs);

export interface Age {
  value: number;
  unit: 'day' | 'week' | 'month' | 'year';
}

/** The greatest known age in years. An earlier date of birth is a placeholder or an error. */
const maxYears = 125;

/**
 * The age on a day in full years; of a child under two in months, under two months in weeks, under two weeks in days.
 * Null if it is implausible: a birth in the future or too long ago. In common years the birthday of 29 February is
 * 1 March.
 */
export const ageOn = (birth: string, today: string): Age | null => {
  const days = daysBetween(birth, today);
  const [birthMonth, month] = [birth, today].map(
    (date) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)),
  );
  if (!(days >= 0) || birthMonth === undefined || month === undefined) return null;
  const months = month - birthMonth - (today.slice(8) < birth.slice(8) ? 1 : 0);
  if (months >= 24) {
    const value = Math.trunc(months / 12);
    return value > maxYears ? null : { value, unit: 'year' };
  }
  if (months >= 2) return { value: months, unit: 'month' };
  return days < 14 ? { value: days, unit: 'day' } : { value: Math.trunc(days / 7), unit: 'week' };
};
