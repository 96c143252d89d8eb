import { describe, expect, it } from 'vitest';
import { areShortNotes } from './notes.ts';

describe('areShortNotes', () => {
  it.each([
    ['a sentence', 'Prefers mornings.', true],
    ['three lines', 'One\nTwo\nThree', true],
    ['a line that wraps once and another one', `${'x'.repeat(100)}\nTwo`, true],
    ['four lines', 'One\n\nThree\nFour', false],
    ['a long paragraph', 'word '.repeat(80), false],
  ])('of %s is %s', (_text, notes, short) => {
    expect(areShortNotes(notes)).toBe(short);
  });
});
