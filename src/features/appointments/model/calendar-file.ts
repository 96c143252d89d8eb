/** RFC 5545: content lines are folded at 75 octets, a line break in text is `\n`, and `,` `;` `\` are escaped. */
const escapeText = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(/[,;]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r?\n/g, '\\n');

const fold = (line: string): string => {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 74) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
};

const stamp = (epoch: number): string => new Date(epoch).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

interface CalendarEntry {
  uid: string;
  summary: string;
  url: string;
  start: number;
  now: number;
  cancelled: boolean;
}

/**
 * An iCalendar file (RFC 5545) with one event. It has no end, because the service sends none, and does not name the
 * customer, because other people see a calendar. `start` and `now` are milliseconds since 1970.
 */
export const calendarFile = ({ uid, summary, url, start, now, cancelled }: CalendarEntry): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Appointment Viewer//EN',
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(start)}`,
    `SUMMARY:${escapeText(summary)}`,
    `URL:${url}`,
    `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
