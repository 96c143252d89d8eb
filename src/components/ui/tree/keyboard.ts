import type { TreeNode, TreeRow } from './rows.ts';

/** What a key asks of a tree: the focus elsewhere, or nodes opened or closed. */
export type TreeMove =
  | { kind: 'focus'; key: string }
  | { kind: 'open'; keys: string[] }
  | { kind: 'close'; key: string }
  | { kind: 'none' };

export interface TreeKey {
  key: string;
  /** The letters of the word typed so far, this one included, for type-ahead; empty where none is being typed. */
  typed: string;
  rightToLeft: boolean;
  /** How many rows fit on the screen, for Page Up and Page Down. */
  page: number;
}

/** Named keys have longer names than one character. */
export const isLetter = (key: string): boolean => Array.from(key).length === 1;

const normal = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** One letter again and again walks through what begins with it; several letters look for all of them. */
const typeAhead = <N extends TreeNode<N>>(rows: readonly TreeRow<N>[], from: number, typed: string) => {
  const wanted = normal(typed);
  const same = Array.from(wanted).every((letter) => letter === wanted[0]);
  const text = same ? wanted.slice(0, 1) : wanted;
  const start = same ? from + 1 : from;
  for (let step = 0; step < rows.length; step += 1) {
    const row = rows[(start + step) % rows.length];
    if (row && normal(row.node.label).startsWith(text)) return row;
  }
  return undefined;
};

/**
 * The keyboard of a tree as the WAI-ARIA Authoring Practices describe it. Null where the key means nothing here
 * and belongs to the browser.
 */
export const moveFor = <N extends TreeNode<N>>(
  rows: readonly TreeRow<N>[],
  active: string,
  { key, typed, rightToLeft, page }: TreeKey,
): TreeMove | null => {
  const index = rows.findIndex(({ node }) => node.key === active);
  const row = rows[index];
  if (!row) return null;
  const focus = (to: TreeRow<N> | undefined): TreeMove =>
    to ? { kind: 'focus', key: to.node.key } : { kind: 'none' };
  const toggle = (): TreeMove =>
    row.expanded ? { kind: 'close', key: active } : { kind: 'open', keys: [active] };
  const inward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
  const outward = rightToLeft ? 'ArrowRight' : 'ArrowLeft';

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
    case inward:
      if (row.expanded === null) return { kind: 'none' };
      return row.expanded ? focus(rows[index + 1]) : { kind: 'open', keys: [active] };
    case outward:
      if (row.expanded) return { kind: 'close', key: active };
      return focus(rows.find(({ node }) => node.key === row.parent));
    case ' ': {
      // Within a name of several words it is one of its letters.
      const named = typed.trim() === '' ? undefined : typeAhead(rows, index, typed);
      return named ? focus(named) : row.expanded === null ? { kind: 'none' } : toggle();
    }
    case 'Enter':
      return row.expanded === null ? { kind: 'none' } : toggle();
    case '*':
      return {
        kind: 'open',
        keys: rows
          .filter(({ parent, expanded }) => parent === row.parent && expanded !== null)
          .map(({ node }) => node.key),
      };
    default:
      if (!isLetter(key)) return null;
      return focus(typeAhead(rows, index, typed) ?? row);
  }
};
