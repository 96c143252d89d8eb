import { expect, test } from 'vitest';
import { createSessionCache } from './session-cache.ts';

const scope = (id: string, clinic = '1') => ({ session: { id }, clinic });

test('a value is kept for a minute, for one session and clinic', () => {
  let now = 0;
  const cache = createSessionCache<string>({ maxEntries: 10, now: () => now });
  cache.set(scope('a'), 'key', 'value');
  expect(cache.get(scope('a'), 'key')).toBe('value');
  expect([cache.get(scope('b'), 'key'), cache.get(scope('a', '2'), 'key')]).toEqual([undefined, undefined]);
  now = 60_000;
  expect(cache.get(scope('a'), 'key')).toBeUndefined();
});

test('the values of a dropped session, and the oldest ones beyond the bound, are gone', () => {
  const cache = createSessionCache<number>({ maxEntries: 2 });
  cache.set(scope('a'), 'one', 1);
  cache.set(scope('a'), 'two', 2);
  cache.set(scope('b'), 'three', 3);
  expect(cache.get(scope('a'), 'one')).toBeUndefined();
  cache.drop('a');
  expect([cache.get(scope('a'), 'two'), cache.get(scope('b'), 'three')]).toEqual([undefined, 3]);
});
