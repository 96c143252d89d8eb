import type { Appointment } from '#contract/appointment.ts';
import { normalizeCode } from './codes.ts';

/** RFC 5545: a line break in text is `\n`, `,` `;` `\` are escaped, other control characters are not allowed. */
const escapeText = (text: string): string =>
  text
    .replaceAll(/[\\,;]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n?|[\n\u2028\u2029]/g, '\\n')
    .replaceAll('\t', ' ')
    .replaceAll(/\p{Cc}/gu, '');

/** Content lines have at most 75 octets; a longer one continues after a line break and a space. */
const fold = (line: string): string => {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
};

const stamp = (epoch: number): string => new Date(epoch).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

const eventStatuses: Readonly<Record<string, readonly string[]>> = {
  CONFIRMED: ['confirmed', 'approved', 'scheduled', 'arrived', 'checked_in', 'in_progress', 'completed'],
  TENTATIVE: ['draft', 'pending', 'waiting'],
  CANCELLED: ['cancelled', 'canceled', 'rejected', 'no_show', 'noshow'],
};

/** The status of the event (RFC 5545, 3.8.1.11); null for an unknown status of the appointment. */
const eventStatus = ({ status, deleted_at }: Pick<Appointment, 'status' | 'deleted_at'>): string | null => {
  if (deleted_at !== null) return 'CANCELLED';
  const code = status === null ? '' : normalizeCode(status);
  return Object.keys(eventStatuses).find((key) => eventStatuses[key]?.includes(code)) ?? null;
};

export interface CalendarEntry {
  appointment: Pick<Appointment, 'status' | 'deleted_at'>;
  uid: string;
  summary: string;
  /** States that the end is assumed. */
  description: string;
  location: string;
  url: string;
  start: number;
  /**
   * The service sends no end, and calendars display events without an end badly: the end is assumed after this time.
   */
  assumedMinutes: number;
  now: number;
}

/**
 * An iCalendar file (RFC 5545) with one event. It does not name the customer, because other people see a calendar.
 * `start` and `now` are milliseconds since 1970.
 */
export const calendarFile = (entry: CalendarEntry): string => {
  const status = eventStatus(entry.appointment);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Appointment Viewer//EN',
    'BEGIN:VEVENT',
    `UID:${escapeText(entry.uid)}`,
    `DTSTAMP:${stamp(entry.now)}`,
    `DTSTART:${stamp(entry.start)}`,
    `DTEND:${stamp(entry.start + entry.assumedMinutes * 60_000)}`,
    `SUMMARY:${escapeText(entry.summary)}`,
    `DESCRIPTION:${escapeText(entry.description)}`,
    `LOCATION:${escapeText(entry.location)}`,
    `URL:${entry.url}`,
    ...(status === null ? [] : [`STATUS:${status}`]),
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n');
};

/** A file name with the letters and digits of every script; other characters become hyphens. */
export const calendarFileName = (name: string): string =>
  `${name
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}_]+/gu, '-')
    .slice(0, 80)
    .replaceAll(/^-+|-+$/g, '')}.ics`;
