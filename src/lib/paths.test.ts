import { describe, expect, it } from 'vitest';
import { pageAt, parseAppointmentInput, paths } from './paths.ts';

describe('parseAppointmentInput', () => {
  it.each([
    ['42', '42', null],
    [' #42 ', '42', null],
    ['# 0042', '42', null],
    ['9007199254740993', '9007199254740993', null],
    ['/appointments/42', '42', null],
    ['https://viewer.example.com/appointments/42?tenant=7&x=1#session-3', '42', '7'],
    ['https://viewer.example.com/appointments/42?tenant=abc', '42', null],
  ])('reads the id and the clinic from %j', (typed, id, tenant) => {
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

describe('paths', () => {
  it('include the clinic when there is one', () => {
    expect(paths.appointment('42', '7')).toBe('/appointments/42?tenant=7');
    expect(paths.appointment('42', null)).toBe('/appointments/42');
    expect(paths.home('7')).toBe('/?tenant=7');
  });

  it('keep the whole return URL in the sign-in URL', () => {
    const link = '/appointments/42?tenant=7&x=a b#session-3';
    expect(new URL(paths.signIn(link), 'http://x').searchParams.get('return_to')).toBe(link);
  });
});

describe('pageAt', () => {
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
  ])('resolves %j', (path, page) => {
    expect(pageAt(path)).toEqual(page);
  });
});
