import { expect, test } from 'vitest';
import { createRateBudget } from './rate-budget.ts';

const headers = (remaining: number, reset = 100) =>
  new Map([
    ['x-ratelimit-remaining', String(remaining)],
    ['x-ratelimit-reset', String(reset)],
  ]);

test('half of the remaining requests can be prefetched, also while their responses arrive', () => {
  const budget = createRateBudget(() => 0);
  budget.record('a', headers(10));
  let taken = 0;
  for (let remaining = 9; budget.takePrefetch('a'); remaining -= 1) {
    taken += 1;
    budget.record('a', headers(remaining));
  }
  expect(taken).toBe(5);
  budget.record('a', headers(10, 200));
  expect(budget.takePrefetch('a')).toBe(true);
});

test('everything can be prefetched before the service has named a limit, and after its window', () => {
  let now = 0;
  const budget = createRateBudget(() => now);
  expect(budget.takePrefetch('a')).toBe(true);
  budget.record('a', headers(1));
  expect(budget.takePrefetch('a')).toBe(false);
  expect(budget.takePrefetch('b')).toBe(true);
  now = 100_000;
  expect(budget.takePrefetch('a')).toBe(true);
});
