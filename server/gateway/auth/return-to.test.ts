import { expect, test } from 'vitest';
import { readReturnTo, shortenReturnTo } from './return-to.ts';

const origin = 'http://localhost:3000';

test.each([
  ['/', '/'],
  ['/appointments/42', '/appointments/42'],
  ['/appointments/42?tenant=7&x=%20y#plan', '/appointments/42?tenant=7&x=%20y#plan'],
  ['/appointments/42?next=//evil.example', '/appointments/42?next=//evil.example'],
  [`${origin}/appointments/42?tenant=7#a`, '/appointments/42?tenant=7#a'],
  ['/a/../appointments/42', '/appointments/42'],
])('readReturnTo returns %j as %j', (link, returnTo) => {
  expect(readReturnTo(link, origin)).toBe(returnTo);
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
])('readReturnTo returns the home page for %j', (link) => {
  expect(readReturnTo(link, origin)).toBe('/');
});

const shorten = (link: string, maxLength = 100) => shortenReturnTo(readReturnTo(link, origin), maxLength);

test.each([
  ['/', '/'],
  ['/appointments/42', '/appointments/42'],
  ['/appointments/42?tenant=7&view=a%20b#plan', '/appointments/42?view=a%20b&tenant=7#plan'],
  ['/appointments/42?utm_source=mail&tenant=7&fbclid=x#plan', '/appointments/42?tenant=7#plan'],
  [`/appointments/42?utm_source=${'m'.repeat(5000)}&tenant=7`, '/appointments/42?tenant=7'],
  ['/appointments/42?Tenant=2', '/appointments/42?tenant=2'],
  ['/appointments/42?tenant=1&tenant=2', '/appointments/42?tenant='],
])('shortenReturnTo reduces %j to %j', (link, shortened) => {
  expect(shorten(link)).toBe(shortened);
});

test.each([
  ['the hash', `/appointments/42?tenant=7&view=a#${'h'.repeat(100)}`, '/appointments/42?view=a&tenant=7'],
  ['other parameters', `/appointments/42?view=${'v'.repeat(100)}&tenant=7#a`, '/appointments/42?tenant=7'],
  ['a clinic that is not a number', `/appointments/42?tenant=${'7'.repeat(100)}`, '/appointments/42?tenant='],
  ['the path', `/${'a'.repeat(100)}?tenant=7`, '/'],
])('shortenReturnTo removes %s when the link is too long', (_, link, shortened) => {
  expect(shorten(link)).toBe(shortened);
});
