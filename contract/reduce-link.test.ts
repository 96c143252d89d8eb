import { expect, test } from 'vitest';
import { reduceLink } from './reduce-link.ts';

test.each([
  ['/', '/'],
  ['/?tenant=1', '/?tenant=1'],
  ['/appointments/42?utm=x&tenant=7&view=a%20b#session-1', '/appointments/42?view=a%20b&tenant=7#session-1'],
  ['/appointments/42.?Tenant=2', '/appointments/42?tenant=2'],
  ['/appointments/42?tenant=1&tenant=2', '/appointments/42?tenant='],
  ['/appointments/42?te', '/appointments/42?tenant='],
  ['/appointments/42?q=Zeynep#Zeynep%20Kaya', '/appointments/42'],
])('reduceLink reduces %s to %s', (link, reduced) => {
  expect(reduceLink(new URL(link, 'http://link'))).toBe(reduced);
});
