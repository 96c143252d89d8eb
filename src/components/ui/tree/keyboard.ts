import { foldText } from '#lib/fold-text.ts';
import type { TreeNode, TreeRow } from './rows.ts';

/** The effect of a key in a tree: to move the focus, or to expand or collapse nodes. */
export type TreeAction =
  | { kind: 'focus'; key: string }
  | { kind: 'expand'; keys: string[] }
  | { kind: 'collapse'; key: string }
  | { kind: 'none' };

export interface TreeKey {
  key: string;
  /** The type-ahead text so far, including this key; empty if the key belongs to no text. */
  typed: string;
  rightToLeft: boolean;
  /** How many rows fit on the screen, for Page Up and Page Down. */
  page: number;
}

/** The names of other keys are longer than one character. */
export const isLetter = (key: string): boolean => Array.from(key).length === 1;

/** A repeated letter cycles through the rows that begin with it; different letters search for all of them together. */
const typeAhead = <N extends TreeNode<N>>(rows: readonly TreeRow<N>[], from: number, typed: string) => {
  const query = foldText(typed);
  if (query === '') return undefined;
  const same = Array.from(query).every((letter) => letter === query[0]);
  const text = same ? query.slice(0, 1) : query;
  const start = same ? from + 1 : from;
  for (let step = 0; step < rows.length; step += 1) {
    const row = rows[(start + step) % rows.length];
    if (row && foldText(row.node.label).startsWith(text)) return row;
  }
  return undefined;
};

/**
 * The keyboard of a tree as in the WAI-ARIA Authoring Practices. Null for a key that has no meaning here and is left to
 * the browser.
 */
export const actionForKey = <N extends TreeNode<N>>(
  rows: readonly TreeRow<N>[],
  active: string,
  { key, typed, rightToLeft, page }: TreeKey,
): TreeAction | null => {
  const index = rows.findIndex(({ node }) => node.key === active);
  const row = rows[index];
  if (!row) return null;
  const focus = (to: TreeRow<N> | undefined): TreeAction =>
    to ? { kind: 'focus', key: to.node.key } : { kind: 'none' };
  const toggle = (): TreeAction =>
    row.expanded ? { kind: 'collapse', key: active } : { kind: 'expand', keys: [active] };
  const expandKey = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const collapseKey = rightToLeft ? 'ArrowRight' : 'ArrowLeft';

  switch (key) {
    case 'ArrowDown':
      return focus(rows[index + 1]);
    case 'ArrowUp':
      return focus(rows[index - 1]);
    case 'Home':
      return focus(rows[0]);
    case 'End':
      return focus(rows.at(-1));
    case 'PageDown':
      return focus(rows[Math.min(index + page, rows.length - 1)]);
    case 'PageUp':
      return focus(rows[Math.max(index - page, 0)]);
    case expandKey:
      if (row.expanded === null) return { kind: 'none' };
      return row.expanded ? focus(rows[index + 1]) : { kind: 'expand', keys: [active] };
    case collapseKey:
      if (row.expanded) return { kind: 'collapse', key: active };
      return focus(rows.find(({ node }) => node.key === row.parent));
    case ' ': {
      // Within a label of several words a space is one of its characters.
      const named = typed.trim() === '' ? undefined : typeAhead(rows, index, typed);
      return named ? focus(named) : row.expanded === null ? { kind: 'none' } : toggle();
    }
    case 'Enter':
      return row.expanded === null ? { kind: 'none' } : toggle();
    case '*':
      return {
        kind: 'expand',
        keys: rows
          .filter(({ parent, expanded }) => parent === row.parent && expanded !== null)
          .map(({ node }) => node.key),
      };
    default:
      if (!isLetter(key)) return null;
      return focus(typeAhead(rows, index, typed) ?? row);
  }
};
