/** Arithmetic on days of the calendar, written `YYYY-MM-DD`. No zone and no clock is involved. */

const dayMs = 86_400_000;

const toEpoch = (date: string): number => Date.parse(`${date}T00:00:00Z`);

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

/** Full years of age on a day; null for a birth in its future. Born on 29 February, one ages on 1 March. */
export const ageOn = (birth: string, today: string): number | null => {
  if (today < birth) return null;
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
};
