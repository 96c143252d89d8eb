import { describe, expect, it } from 'vitest';
import { parseQuery } from './query.ts';

describe('parseQuery', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['7', { kind: 'appointment', id: '7' }],
    ['42', { kind: 'appointment', id: '42' }],
    ['#42', { kind: 'appointment', id: '42' }],
    ['#420', { kind: 'appointment', id: '420' }],
    ['№ 420', { kind: 'appointment', id: '420' }],
    [
      'https://viewer.example.com/appointments/420?tenant=7',
      { kind: 'link', id: '420', link: '/appointments/420?tenant=7' },
    ],
    ['420', { kind: 'number', id: '420' }],
    ['0042', { kind: 'number', id: '42' }],
    ['٠٠٤٢', { kind: 'number', id: '42' }],
    ['000', { kind: 'customers' }],
    ['00', { kind: 'short' }],
    ['APT-2026-00042', { kind: 'code', code: 'APT-2026-00042' }],
    ['öz', { kind: 'short' }],
    ['ö z', { kind: 'short' }],
    ['özt', { kind: 'customers' }],
    ['öztürk 0042', { kind: 'customers' }],
    ['0532 000 00 42', { kind: 'customers' }],
    ['+90 532', { kind: 'customers' }],
    ['12:30', { kind: 'short' }],
    ['a'.repeat(256), { kind: 'long' }],
  ])('of %j is %j', (text, query) => {
    expect(parseQuery(text)).toEqual(query);
  });
});
