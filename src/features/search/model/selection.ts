/** The options of the typed text, in order. */
export interface Results {
  keys: readonly string[];
  /** False until the customer search for the typed text has succeeded or failed. */
  settled: boolean;
  /** Whether the first option is unambiguous: false while an appointment and customers match the same digits. */
  suggestsFirst: boolean;
}

/** The highlighted option of the palette, and the option that a pending `Enter` opens. */
export interface Selection {
  text: string;
  /** The key of the option that was highlighted by an arrow key, or before the last edit of the text. */
  chosen: string | null;
  /** Set while `Enter` waits: the key of the option that was highlighted when it was pressed, null for none. */
  entered: { key: string | null } | null;
}

export type SelectionAction =
  /** `highlighted` stays if the options of the new text contain it; null for a text of digits. */
  | { kind: 'typed'; text: string; highlighted: string | null }
  | { kind: 'moved'; key: string | null }
  | { kind: 'entered'; highlighted: string | null }
  | { kind: 'opened' };

export const selectionReducer = (selection: Selection, action: SelectionAction): Selection => {
  switch (action.kind) {
    case 'typed':
      return { text: action.text, chosen: action.highlighted, entered: null };
    case 'moved':
      return { ...selection, chosen: action.key, entered: null };
    case 'entered':
      return { ...selection, entered: { key: action.highlighted } };
    case 'opened':
      return { ...selection, entered: null };
  }
};

/** The key of the highlighted option; null for none. Without a choice it is the first, once that cannot change. */
export const highlightedKey = ({ chosen }: Selection, { keys, settled, suggestsFirst }: Results) => {
  if (chosen !== null && keys.includes(chosen)) return chosen;
  return settled && suggestsFirst ? (keys[0] ?? null) : null;
};

/** The key of the next option in the direction of an arrow key, from the last to the first; null without options. */
export const nextKey = (keys: readonly string[], current: string | null, step: 1 | -1): string | null => {
  const index = current === null ? -1 : keys.indexOf(current);
  if (index === -1) return keys.at(step === 1 ? 0 : -1) ?? null;
  return keys[(index + step + keys.length) % keys.length] ?? null;
};

/**
 * The key of the option that `Enter` opens: undefined if `Enter` was not pressed or waits for the search, null if no
 * option was highlighted or the options no longer contain it.
 */
export const enteredKey = ({ entered }: Selection, { keys, settled }: Results): string | null | undefined => {
  if (entered === null || !settled) return undefined;
  return entered.key !== null && keys.includes(entered.key) ? entered.key : null;
};
