import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '#lib/fold-text.ts';
import { readProduct, readSession, readTreatment } from '#tests/builders/treatments.ts';
import { visibleRows } from '#ui/tree/rows.ts';
import { type PlanNode, planTree } from './plan.ts';
import { filterPlan, planIndex, ancestorKeys } from './plan-filter.ts';

const group = { id: '1', name: 'Enjeksiyon', is_active: true, other: [] };
const tree: PlanNode[] = planTree(
  [
    readTreatment({
      id: '1',
      name: 'Işık terapisi',
      group,
      users: [{ id: '5', name: 'Mert Kaya', other: [] }],
      sessions: [readSession({ id: '10', products: [readProduct({ name: 'Jel', brand: 'Örnek' })] })],
    }),
    readTreatment({
      id: '2',
      name: 'Peel',
      sessions: [
        readSession({ id: '20', products: [readProduct({ name: 'Cannula' })] }),
        readSession({ id: '21', products: [readProduct({ name: 'Serum' })] }),
      ],
    }),
  ],
  null,
);
const find = (wanted: string) => filterPlan(tree, planIndex(tree), wanted);
const shown = (wanted: string) => {
  const { tree: narrowed, expandedKeys } = find(wanted);
  return visibleRows(narrowed, new Set(expandedKeys)).map(({ node }) => node.label);
};

describe('a narrowed plan', () => {
  it.each([
    ['isik', ['Işık terapisi']],
    ['ENJEK', ['Işık terapisi']],
    ['mert', ['Işık terapisi']],
    ['ornek', ['Işık terapisi', '1', 'Jel']],
    ['cannula', ['Peel', '1', 'Cannula']],
    ['nowhere', []],
  ])('for %s shows what matches and the way to it', (wanted, labels) => {
    expect(shown(wanted)).toEqual(labels);
  });

  it('counts what matches, not the way to it', () => {
    expect(find('cannula').matches.size).toBe(1);
  });

  it('keeps what is below a match, closed', () => {
    const [peel] = find('peel').tree;
    expect(peel?.children).toHaveLength(2);
    expect(find('peel').expandedKeys).toEqual([]);
  });

  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'ı', 'İ', 'é', ' '), maxLength: 5 });
  const plan = fc
    .array(fc.tuple(name, fc.array(fc.array(name, { maxLength: 3 }), { maxLength: 3 })), { maxLength: 5 })
    .map((treatments): PlanNode[] =>
      planTree(
        treatments.map(([treatmentName, sessions]) =>
          readTreatment({
            name: treatmentName,
            sessions: sessions.map((products) =>
              readSession({ products: products.map((one) => readProduct({ name: one })) }),
            ),
          }),
        ),
        null,
      ),
    );

  it('shows every match with its way open, and nothing that is neither match, way nor below a match', () => {
    fc.assert(
      fc.property(plan, name, (whole, wanted) => {
        fc.pre(foldText(wanted.trim()) !== '');
        const index = planIndex(whole);
        const { tree: narrowed, matches, expandedKeys } = filterPlan(whole, index, wanted);
        const rows = visibleRows(narrowed, new Set(expandedKeys));
        const keys = new Set(rows.map(({ node }) => node.key));
        const expected = [...index]
          .filter(([, text]) => text.includes(foldText(wanted.trim())))
          .map(([key]) => key);
        expect([...matches].toSorted()).toEqual(expected.toSorted());
        for (const key of matches) expect(keys.has(key)).toBe(true);
        for (const { node } of rows)
          expect(matches.has(node.key) || expandedKeys.includes(node.key)).toBe(true);
      }),
    );
  });
});

describe('the way to a node', () => {
  it('is every node above it, outermost first', () => {
    expect(ancestorKeys(tree, 'session-21')).toEqual(['treatment-2']);
    expect(ancestorKeys(tree, 'treatment-1')).toEqual([]);
    expect(ancestorKeys(tree, 'session-99')).toBeNull();
  });
});
