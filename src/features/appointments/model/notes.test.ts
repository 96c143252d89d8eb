import { describe, expect, it } from 'vitest';
import { areShortNotes } from './notes.ts';

describe('areShortNotes', () => {
  it.each([
    ['a sentence', true, 'Prefers mornings.'],
    ['three lines', true, 'One\nTwo\nThree'],
    ['two lines of which one wraps once', true, `${'x'.repeat(100)}\nTwo`],
    ['four lines', false, 'One\n\nThree\nFour'],
    ['a long paragraph', false, 'word '.repeat(80)],
  ])('returns for %s: %s', (_text, short, notes) => {
    expect(areShortNotes(notes)).toBe(short);
  });
});
