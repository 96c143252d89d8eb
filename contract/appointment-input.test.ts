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
  ])('reads an appointment from %s', (typed, id, tenant) => {
    expect(parseAppointmentInput(typed)).toEqual({ id, tenant });
  });

  it.each([
    '',
    '0',
    'abc',
    '-4',
    '4.2',
    '42 43',
    'APT-2026-00042',
    '/appointments/',
    '/appointments/0',
    'https://x/42',
  ])('returns null for %j', (typed) => {
    expect(parseAppointmentInput(typed)).toBeNull();
  });
});
