import { describe, expect, it } from 'vitest';
import { parseAppointmentInput } from './appointment-input.ts';

describe('parseAppointmentInput', () => {
  it.each([
    ['42', '42', null],
    [' #42 ', '42', null],
    ['# 0042', '42', null],
    ['9007199254740993', '9007199254740993', null],
    ['/appointments/42', '42', null],
    ['https://viewer.example.com/appointments/42?tenant=7&x=1#session-3', '42', '7'],
    ['https://viewer.example.com/appointments/42?tenant=abc', '42', null],
    ['57.', '57', null],
    ['57\u200b', '57', null],
    ['\u200e57\u200f', '57', null],
    ['٥٧', '57', null],
    ['۵۷', '57', null],
    ['５７', '57', null],
    ['№57', '57', null],
    ['Nº 57', '57', null],
    ['No: 57', '57', null],
    ['#٠٠٥٧', '57', null],
    ['<57>', '57', null],
    ['“57”,', '57', null],
    ['/Appointments/57', '57', null],
    ['<https://viewer.example.com/APPOINTMENTS/57?tenant=2>.', '57', '2'],
    ['https://viewer.example.com/appointments/57?view=plan&amp;tenant=2', '57', '2'],
    ['https://viewer.example.com/appointments/57?Tenant=2', '57', '2'],
  ])('reads an appointment from %s', (typed, id, tenant) => {
    expect(parseAppointmentInput(typed)).toEqual({ kind: 'appointment', id, tenant });
  });

  it.each([
    ['APT-2026-00042', 'APT-2026-00042'],
    [' apt-2026-00042. ', 'apt-2026-00042'],
    ['APT–2026–00042', 'APT-2026-00042'],
    ['RND_42/a', 'RND_42/a'],
    ['موعد-٤٢', 'موعد-42'],
  ])('returns a code for %j', (typed, code) => {
    expect(parseAppointmentInput(typed)).toEqual({ kind: 'code', code });
  });

  it.each(['', '0', 'abc', '-4', '4.2', '42 43', '/appointments/', '/appointments/0', 'https://x/42', '.'])(
    'returns invalid for %j',
    (typed) => {
      expect(parseAppointmentInput(typed)).toEqual({ kind: 'invalid' });
    },
  );
});
