import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionForKey, type TreeKey } from './keyboard.ts';
import { expandableKeys, type TreeNode, visibleRows } from './rows.ts';

interface Node extends TreeNode<Node> {
  children: Node[];
}

const node = (key: string, children: Node[] = [], label = key): Node => ({ key, label, children });

const tree = [
  node('a', [node('a1', [node('a11'), node('a12')]), node('a2', [node('a21')])], 'Apple'),
  node('b', [node('b1')], 'Banana'),
  node('c', [], 'Cherry'),
];

const keys = (open: string[]) => visibleRows(tree, new Set(open)).map((row) => row.node.key);

describe('visibleRows', () => {
  it('returns the roots when nothing is expanded', () => {
    expect(keys([])).toEqual(['a', 'b', 'c']);
  });

  it('returns the children of expanded nodes whose ancestors are expanded too', () => {
    expect(keys(['a', 'a1'])).toEqual(['a', 'a1', 'a11', 'a12', 'a2', 'b', 'c']);
    expect(keys(['a1'])).toEqual(['a', 'b', 'c']);
  });

  it('returns level, position among siblings, parent and expanded state', () => {
    const rows = visibleRows(tree, new Set(['a', 'a1']));
    expect(rows[2]).toMatchObject({ level: 3, position: 1, siblings: 2, parent: 'a1', expanded: null });
    expect(rows[4]).toMatchObject({ level: 2, position: 2, siblings: 2, parent: 'a', expanded: false });
  });

  const treeOf = (depth: number): fc.Arbitrary<Node> =>
    fc
      .tuple(fc.uuid(), depth === 0 ? fc.constant<Node[]>([]) : fc.array(treeOf(depth - 1), { maxLength: 3 }))
      .map(([key, children]) => node(key, children));
  const anyTree = treeOf(4);

  it('returns every node once, after its parent, when everything is expanded', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { maxLength: 4 }), (roots) => {
        const count = (nodes: Node[]): number =>
          nodes.reduce((sum, { children }) => sum + 1 + count(children), 0);
        const rows = visibleRows(roots, new Set(expandableKeys(roots)));
        expect(rows).toHaveLength(count(roots));
        for (const [index, row] of rows.entries()) {
          const parent = rows.findIndex(({ node: { key } }) => key === row.parent);
          expect(parent).toBeLessThan(index);
          expect(row.level).toBe((rows[parent]?.level ?? 0) + 1);
          expect(row.expanded).toBe(row.node.children.length > 0 ? true : null);
        }
      }),
    );
  });

  it('returns a subset of all rows in the same order for any expanded nodes', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { maxLength: 3 }), fc.infiniteStream(fc.boolean()), (roots, choices) => {
        const all = expandableKeys(roots);
        const some = all.filter(() => choices.next().value === true);
        const shown = visibleRows(roots, new Set(some)).map((row) => row.node.key);
        const everything = visibleRows(roots, new Set(all)).map((row) => row.node.key);
        expect(everything.filter((key) => shown.includes(key))).toEqual(shown);
      }),
    );
  });
});

describe('actionForKey', () => {
  const rows = visibleRows(tree, new Set(['a', 'a1']));
  const press = (key: string, active: string, more: Partial<TreeKey> = {}) =>
    actionForKey(rows, active, { key, typed: key.trim(), rightToLeft: false, page: 3, ...more });

  it.each([
    ['ArrowDown', 'a', 'a1'],
    ['ArrowUp', 'a1', 'a'],
    ['Home', 'b', 'a'],
    ['End', 'a', 'c'],
    ['PageDown', 'a', 'a12'],
    ['PageDown', 'b', 'c'],
    ['PageUp', 'c', 'a12'],
    ['PageUp', 'a1', 'a'],
    ['ArrowRight', 'a', 'a1'],
    ['ArrowLeft', 'a11', 'a1'],
    ['ArrowLeft', 'a2', 'a'],
  ])('moves focus on %s from %s to %s', (key, active, to) => {
    expect(press(key, active)).toEqual({ kind: 'focus', key: to });
  });

  it.each([
    ['ArrowRight', 'a2', { kind: 'expand', keys: ['a2'] }],
    ['ArrowRight', 'a11', { kind: 'none' }],
    ['ArrowLeft', 'a1', { kind: 'collapse', key: 'a1' }],
    ['ArrowLeft', 'c', { kind: 'none' }],
    ['ArrowDown', 'c', { kind: 'none' }],
    ['Enter', 'a1', { kind: 'collapse', key: 'a1' }],
    [' ', 'a2', { kind: 'expand', keys: ['a2'] }],
    ['Enter', 'c', { kind: 'none' }],
    ['*', 'a2', { kind: 'expand', keys: ['a1', 'a2'] }],
    ['*', 'c', { kind: 'expand', keys: ['a', 'b'] }],
    ['Tab', 'a', null],
    ['F5', 'a', null],
  ])('expands, collapses or ignores %s on %s: %j', (key, active, move) => {
    expect(press(key, active)).toEqual(move);
  });

  it('swaps the horizontal arrow keys when the direction is right to left', () => {
    expect(press('ArrowLeft', 'a2', { rightToLeft: true })).toEqual({ kind: 'expand', keys: ['a2'] });
    expect(press('ArrowRight', 'a11', { rightToLeft: true })).toEqual({ kind: 'focus', key: 'a1' });
  });

  it('finds visible labels by letters, wraps around and ignores case and accents', () => {
    expect(press('b', 'a')).toEqual({ kind: 'focus', key: 'b' });
    expect(press('n', 'a', { typed: 'ban' })).toEqual({ kind: 'focus', key: 'b' });
    expect(press('Á', 'c')).toEqual({ kind: 'focus', key: 'a' });
    expect(press('a', 'a', { typed: 'aa' })).toEqual({ kind: 'focus', key: 'a1' });
    expect(press('z', 'b')).toEqual({ kind: 'focus', key: 'b' });
  });

  it('takes a space as a letter when a label continues with it, otherwise toggles', () => {
    const named = visibleRows([node('a', [node('a1')], 'Light therapy'), node('b')], new Set());
    const space = (typed: string, active: string) =>
      actionForKey(named, active, { key: ' ', typed, rightToLeft: false, page: 3 });
    expect(space('light ', 'a')).toEqual({ kind: 'focus', key: 'a' });
    expect(space('l ', 'a')).toEqual({ kind: 'expand', keys: ['a'] });
    expect(space('', 'a')).toEqual({ kind: 'expand', keys: ['a'] });
  });
});
