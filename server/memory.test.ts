import { expect, test } from 'vitest';
import { createMemory } from './memory.ts';

/** A promise, and what fulfils it. */
const later = <T>() => {
  let fulfil = (_value: T) => {};
  const promise = new Promise<T>((resolve) => {
    fulfil = resolve;
  });
  return { promise, fulfil };
};

test('an answer is remembered; none, or a failure, is not', async () => {
  const memory = createMemory<string>();
  expect(await memory.load('one', async () => 'first')).toBe('first');
  expect(memory.get('one')).toBe('first');
  expect(await memory.load('two', async () => null)).toBeNull();
  await expect(memory.load('one', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect([memory.get('one'), memory.get('two')]).toEqual([undefined, undefined]);
});

test('a change forgets what is under its key, or everything', async () => {
  const memory = createMemory<string>();
  const fill = async () => {
    for (const key of ['one', 'two']) await memory.load(key, async () => key);
  };
  await fill();
  expect(await memory.change('one', async () => 'done')).toBe('done');
  expect([memory.get('one'), memory.get('two')]).toEqual([undefined, 'two']);
  await fill();
  await expect(memory.change(null, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect([memory.get('one'), memory.get('two')]).toEqual([undefined, undefined]);
});

test.each([
  ['began before a change and ended during it', ['ask', 'change', 'answer', 'changed']],
  ['began before a change and ended after it', ['ask', 'change', 'changed', 'answer']],
  ['began during a change and ended during it', ['change', 'ask', 'answer', 'changed']],
  ['began during a change and ended after it', ['change', 'ask', 'changed', 'answer']],
] as const)('what %s is answered, and not remembered', async (_what, order) => {
  const memory = createMemory<string>();
  const answer = later<string>();
  const changed = later<void>();
  let asked = Promise.resolve('not asked');
  let changing = Promise.resolve();
  const steps = {
    ask: () => {
      asked = memory.load('one', () => answer.promise);
    },
    answer: () => {
      answer.fulfil('before');
      return asked;
    },
    change: () => {
      changing = memory.change('one', () => changed.promise);
    },
    changed: () => {
      changed.fulfil();
      return changing;
    },
  };
  for (const step of order) await steps[step]();
  expect(await asked).toBe('before');
  expect(memory.get('one')).toBeUndefined();
});

test('no more than so many are remembered; the one asked for first goes first', async () => {
  const memory = createMemory<string>(2);
  for (const key of ['one', 'two', 'one', 'three']) await memory.load(key, async () => key);
  expect(['one', 'two', 'three'].map((key) => memory.get(key))).toEqual(['one', undefined, 'three']);
});
