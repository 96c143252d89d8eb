import { describe, expect, it } from 'vitest';
import { parseAppointment } from '#tests/fixtures/parsed-appointment.ts';
import { calendarFile, calendarFileName } from './calendar-file.ts';

const file = (
  fields: Record<string, unknown> = {},
  texts: Partial<Parameters<typeof calendarFile>[0]> = {},
) =>
  calendarFile({
    appointment: parseAppointment({ id: 42, ...fields }),
    uid: 'https://viewer.example.com/appointments/42',
    summary: 'Appointment APT-2026-00042',
    description: 'The end is assumed.',
    location: 'Room 2, Nişantaşı Clinic',
    url: 'https://viewer.example.com/appointments/42',
    start: Date.UTC(2026, 10, 24, 11, 30),
    assumedMinutes: 60,
    now: Date.UTC(2026, 10, 22, 20),
    ...texts,
  });

const line = (text: string, name: string): string | undefined =>
  text
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((each) => each.startsWith(`${name}:`))
    ?.slice(name.length + 1);

describe('calendarFile', () => {
  it.each([
    ['confirmed', 'CONFIRMED'],
    ['Checked-In', 'CONFIRMED'],
    ['completed', 'CONFIRMED'],
    ['pending', 'TENTATIVE'],
    ['draft', 'TENTATIVE'],
    ['waiting', 'TENTATIVE'],
    ['cancelled', 'CANCELLED'],
    ['canceled', 'CANCELLED'],
    ['rejected', 'CANCELLED'],
    ['No-Show', 'CANCELLED'],
    ['laser_control', undefined],
    ['rescheduled', undefined],
    [null, undefined],
  ])('of status %s has the event status %s', (status, expected) => {
    expect(line(file({ status }), 'STATUS')).toBe(expected);
  });

  it('of a deleted appointment is cancelled', () => {
    const deleted = file({ status: 'confirmed', deleted_at: '2026-11-22T00:00:00Z' });
    expect(line(deleted, 'STATUS')).toBe('CANCELLED');
  });

  it('ends at the assumed time, which the description mentions', () => {
    expect(line(file(), 'DTSTART')).toBe('20261124T113000Z');
    expect(line(file(), 'DTEND')).toBe('20261124T123000Z');
    expect(line(file(), 'DESCRIPTION')).toBe('The end is assumed.');
  });

  it('escapes text and removes control characters', () => {
    const summary = 'a,b;c\\d\r\ne\rf\u2028g\u0000\u0007\u001b\u0085h\ti';
    expect(line(file({}, { summary }), 'SUMMARY')).toBe('a\\,b\\;c\\\\d\\ne\\nf\\ngh i');
    expect(line(file(), 'LOCATION')).toBe('Room 2\\, Nişantaşı Clinic');
  });

  it('folds lines between characters at 75 octets', () => {
    const summary = `${'ş'.repeat(50)}${'🙂'.repeat(40)}${'a'.repeat(90)}`;
    const folded = file({}, { summary });
    expect(line(folded, 'SUMMARY')).toBe(summary);
    const lengths = folded.split('\r\n').map((each) => new TextEncoder().encode(each).length);
    expect(Math.max(...lengths)).toBe(75);
  });
});

describe('calendarFileName', () => {
  it.each([
    ['randevu-موعد ٤٢', 'randevu-موعد-٤٢.ics'],
    ['appointment-#42', 'appointment-42.ics'],
    ['appointment-APT/2026: 00042?', 'appointment-APT-2026-00042.ics'],
    ['Termin-Ü1', 'Termin-Ü1.ics'],
    [`appointment-${'9'.repeat(200)}`, `appointment-${'9'.repeat(68)}.ics`],
  ])('of %s is %s', (name, expected) => {
    expect(calendarFileName(name)).toBe(expected);
  });
});
