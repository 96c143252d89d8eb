import { expect, test } from 'vitest';
import { readReturnTo } from './return-to.ts';

const origin = 'http://localhost:3000';

test.each([
  ['/', '/'],
  ['/appointments/42', '/appointments/42'],
  ['/appointments/42?tenant=7&x=%20y#plan', '/appointments/42?tenant=7&x=%20y#plan'],
  ['/appointments/42?next=//evil.example', '/appointments/42?next=//evil.example'],
  [`${origin}/appointments/42?tenant=7#a`, '/appointments/42?tenant=7#a'],
  ['/a/../appointments/42', '/appointments/42'],
])('keeps %j', (wanted, kept) => {
  expect(readReturnTo(wanted, origin)).toBe(kept);
});

test.each([
  undefined,
  null,
  ['/a', '/b'],
  '',
  'appointments/42',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  ' //evil.example',
  '/\u0000/evil.example',
  '/x/..//evil.example',
  '/.//evil.example',
  '/%2F/evil.example',
  '/%2f%2fevil.example',
  '/%5Cevil.example',
  '/%09/evil.example',
  '/%0d%0aset-cookie:a=b',
  'https://evil.example/',
  'https:evil.example',
  'http://localhost:3000@evil.example/',
  'http://localhost:3000.evil.example/',
  'http://localhost:30001/',
  'https://localhost:3000/',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,x',
  '/auth/logout',
  '/auth/login?return_to=/',
  '/api/v1/appointments/1',
  '/oauth/authorize?client_id=x',
  '/sign-in?problem=denied',
  `/${'a'.repeat(3000)}`,
])('turns %j into the start page', (wanted) => {
  expect(readReturnTo(wanted, origin)).toBe('/');
});
