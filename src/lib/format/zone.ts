/** IANA time zones, as far as this browser knows them. */

const known = new Map<string, boolean>();

/** Whether this browser can tell the time of a zone. */
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

/** The zone this browser is set to; UTC if it does not know one, such as `Etc/Unknown`. */
export const viewerTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isTimeZone(timeZone) ? timeZone : 'UTC';
};

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day, `YYYY-MM-DD`, on which an instant falls in a zone. */
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
    });
    dayFormats.set(zone, format);
  }
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of format.formatToParts(epoch)) part[type] = value;
  return `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`;
};
