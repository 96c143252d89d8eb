import { describe, expect, it } from 'vitest';
import { pageAt, parseAppointmentInput, paths } from './paths.ts';

describe('what is typed to open an appointment', () => {
  it.each([
    ['42', '42', null],
    [' #42 ', '42', null],
    ['# 0042', '42', null],
    ['9007199254740993', '9007199254740993', null],
    ['/appointments/42', '42', null],
    ['https://viewer.example.com/appointments/42?tenant=7&x=1#session-3', '42', '7'],
    ['https://viewer.example.com/appointments/42?tenant=abc', '42', null],
  ])('%s is an appointment', (typed, id, tenant) => {
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
  ])('%j is none', (typed) => {
    expect(parseAppointmentInput(typed)).toBeNull();
  });
});

describe('an address', () => {
  it('names the clinic where it must', () => {
    expect(paths.appointment('42', '7')).toBe('/appointments/42?tenant=7');
    expect(paths.appointment('42', null)).toBe('/appointments/42');
    expect(paths.home('7')).toBe('/?tenant=7');
  });

  it('carries the way back whole', () => {
    const link = '/appointments/42?tenant=7&x=a b#session-3';
    expect(new URL(paths.signIn(link), 'http://x').searchParams.get('return_to')).toBe(link);
  });
});

describe('the page of an address', () => {
  it.each([
    ['/', { name: 'home' }],
    ['/sign-in', { name: 'sign-in' }],
    ['/Sign-In/', { name: 'sign-in' }],
    ['/appointments/42', { name: 'appointment', id: '42' }],
    ['/Appointments/42/', { name: 'appointment', id: '42' }],
    ['/appointments/%34%32', { name: 'appointment', id: '42' }],
    ['/appointments/a%2Fb', { name: 'appointment', id: 'a/b' }],
    ['/appointments/%', { name: 'appointment', id: '%' }],
    ['/appointments', { name: 'none' }],
    ['/appointments/', { name: 'none' }],
    ['/appointments/42/edit', { name: 'none' }],
    ['/appointment/42', { name: 'none' }],
    ['', { name: 'none' }],
  ])('%s', (path, page) => {
    expect(pageAt(path)).toEqual(page);
  });
});
