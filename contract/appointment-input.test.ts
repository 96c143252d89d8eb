import { describe, expect, it } from 'vitest';
import { parseAppointmentInput } from './appointment-input.ts';

describe('parseAppointmentInput', () => {
  it.each([
    ['42', '42'],
    [' #42 ', '42'],
    ['# 0042', '42'],
    ['9007199254740993', '9007199254740993'],
    ['57.', '57'],
    ['57\u200b', '57'],
    ['\u200e57\u200f', '57'],
    ['٥٧', '57'],
    ['۵۷', '57'],
    ['５７', '57'],
    ['№57', '57'],
    ['Nº 57', '57'],
    ['No: 57', '57'],
    ['#٠٠٥٧', '57'],
    ['<57>', '57'],
    ['“57”,', '57'],
    ['**57**', '57'],
  ])('reads a number from %j', (typed, id) => {
    expect(parseAppointmentInput(typed)).toEqual({ kind: 'number', id });
  });

  it.each([
    ['/appointments/42', '/appointments/42'],
    ['https://viewer.example.com/appointments/42?tenant=7&x=1#session-3', '/appointments/42?tenant=7'],
    ['https://viewer.example.com/appointments/42?tenant=abc', '/appointments/42?tenant='],
    ['/Appointments/57', '/appointments/57'],
    ['<https://viewer.example.com/APPOINTMENTS/57?tenant=2>.', '/appointments/57?tenant=2'],
    ['https://viewer.example.com/appointments/57?view=plan&amp;tenant=2', '/appointments/57?tenant=2'],
    ['https://viewer.example.com/appointments/57?Tenant=2', '/appointments/57?tenant=2'],
    ['https://viewer.example.com/appointments/57&tenant=2', '/appointments/57?tenant=2'],
    ['https://viewer.example.com/appointments/57#tenant=2', '/appointments/57?tenant=2'],
    ['https://viewer.example.com/appointments/57?tenant=2 Zeynep Kaya', '/appointments/57?tenant='],
    ['https://viewer.example.com/appointments/57?q=Zeynep#Zeynep Kaya', '/appointments/57'],
  ])('reads a link from %j and keeps only its number and clinic', (typed, link) => {
    expect(parseAppointmentInput(typed)).toMatchObject({ kind: 'link', link });
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

  it.each([
    '',
    '0',
    '/appointments/42/../../auth/logout',
    'abc',
    '-4',
    '4.2',
    '42 43',
    '/appointments/',
    '/appointments/0',
    'https://x/42',
    '.',
  ])('returns invalid for %j', (typed) => {
    expect(parseAppointmentInput(typed)).toEqual({ kind: 'invalid' });
  });
});
