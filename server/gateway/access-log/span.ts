const day = /^(\d{4})-(\d\d)-(\d\d)$/;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds that clocks in the zone are ahead of UTC at a time. */
const offsetAt = (time: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const read = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  const shown = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return shown - Math.floor(time / 1000) * 1000;
};

/** When a calendar day begins in the zone. Twice, for a day on which the clocks change. */
const midnight = (utc: number, timeZone: string): number => {
  const near = utc - offsetAt(utc, timeZone);
  return utc - offsetAt(near, timeZone);
};

/**
 * Reads `2026-11-01`, a day of the zone, or a time with its offset, `2026-11-01T09:00Z`; null where it is neither.
 * As an end a day is included: what is read then is the begin of the next.
 */
export const readTime = (text: string, timeZone: string, as: 'begin' | 'end'): Date | null => {
  const [, year, month, date] = day.exec(text) ?? [];
  if (year === undefined) {
    const time = instant.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? null : new Date(time);
  }
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(date));
  if (new Date(utc).toISOString().slice(0, 10) !== text) return null;
  return new Date(midnight(as === 'end' ? utc + 86_400_000 : utc, timeZone));
};
