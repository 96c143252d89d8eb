import { describe, expect, it } from 'vitest';
import { enteredKey, highlightedKey, nextKey, type Selection, selectionReducer } from './selection.ts';

const start: Selection = { text: '', chosen: null, entered: null };
const type = (text: string, highlighted: string | null = null, from = start) =>
  selectionReducer(from, { kind: 'typed', text, highlighted });

const pending = { keys: ['appointment'], settled: false, suggestsFirst: false };
const both = { keys: ['appointment', 'customer'], settled: true, suggestsFirst: false };
const customers = { keys: ['a', 'b'], settled: true, suggestsFirst: true };

describe('the highlighted option', () => {
  it('is the first option when the search has finished', () => {
    expect(highlightedKey(type('özt'), customers)).toBe('a');
  });

  it('is null while the search is pending, and when both an appointment and customers match', () => {
    expect(highlightedKey(type('0042'), pending)).toBeNull();
    expect(highlightedKey(type('0042'), both)).toBeNull();
  });

  it('is the option chosen with an arrow key, also while the search is pending', () => {
    const moved = selectionReducer(type('0042'), { kind: 'moved', key: 'appointment' });
    expect(highlightedKey(moved, pending)).toBe('appointment');
    expect(highlightedKey(moved, both)).toBe('appointment');
  });

  it('stays when the text is edited and the new options contain it', () => {
    expect(highlightedKey(type('öztü', 'b'), customers)).toBe('b');
    expect(highlightedKey(type('öztü', 'gone'), customers)).toBe('a');
  });
});

describe('the Enter key', () => {
  const enter = (highlighted: string | null) =>
    selectionReducer(type('0042'), { kind: 'entered', highlighted });

  it('waits for the search', () => {
    expect(enteredKey(enter('appointment'), pending)).toBeUndefined();
  });

  it('opens the option that was highlighted when it was pressed', () => {
    expect(enteredKey(enter('appointment'), both)).toBe('appointment');
  });

  it('opens nothing when nothing was highlighted or the option is gone', () => {
    expect(enteredKey(enter(null), customers)).toBeNull();
    expect(enteredKey(enter('gone'), customers)).toBeNull();
  });

  it('no longer opens an option when the text or the highlight has changed since', () => {
    expect(enteredKey(type('00421', null, enter('appointment')), both)).toBeUndefined();
    const moved = selectionReducer(enter('appointment'), { kind: 'moved', key: 'customer' });
    expect(enteredKey(moved, both)).toBeUndefined();
  });
});

it('nextKey wraps around at both ends, and starts at the first or last option', () => {
  expect(nextKey(['a', 'b'], null, 1)).toBe('a');
  expect(nextKey(['a', 'b'], null, -1)).toBe('b');
  expect(nextKey(['a', 'b'], 'b', 1)).toBe('a');
  expect(nextKey(['a', 'b'], 'a', -1)).toBe('b');
  expect(nextKey(['a', 'b'], 'gone', 1)).toBe('a');
  expect(nextKey([], null, 1)).toBeNull();
});
