import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWords } from '#lib/fold-text.ts';
import { parseTreatments } from '#tests/fixtures/parsed-appointment.ts';
import { visibleRows } from '#ui/tree/rows.ts';
import { type PlanNode, planTree } from './plan.ts';
import { filterPlan, matchingHiddenName, planIndex, ancestorKeys } from './plan-filter.ts';

const product = (name: string, brand?: string) => ({ product: { name, brand: { name: brand } } });

const tree: PlanNode[] = planTree(
  parseTreatments(
    {
      id: 1,
      name: 'Işık terapisi',
      group: { id: 1, name: 'Enjeksiyon' },
      users: [{ id: 5, name: 'Mert Kaya' }],
      sessions: [{ id: 10, products: [product('Jel', 'Örnek')] }],
    },
    {
      id: 2,
      name: 'Peel',
      keywords: ['akne', 7],
      description: 'Botox’s companion',
      sessions: [
        { id: 20, products: [product('Cannula')] },
        { id: 21, products: [product('Serum')] },
      ],
    },
  ),
  null,
);
const filter = (query: string) => filterPlan(tree, planIndex(tree), query);
const visibleLabels = (query: string) => {
  const { tree: filtered, expandedKeys } = filter(query);
  return visibleRows(filtered, new Set(expandedKeys)).map(({ node }) => node.label);
};

describe('filterPlan', () => {
  it.each([
    ['isik', ['Işık terapisi']],
    ['ENJEK', ['Işık terapisi']],
    ['mert', ['Işık terapisi']],
    ['ornek', ['Işık terapisi', '1', 'Jel']],
    ['cannula', ['Peel', '1', 'Cannula']],
    ['kaya isik', ['Işık terapisi']],
    ['isik nowhere', []],
    ['AKNE', ['Peel', '', '']],
    ["companion botox's peel", ['Peel', '', '']],
    ['nowhere', []],
  ])('keeps the matches of “%s” and their ancestors', (query, labels) => {
    expect(visibleLabels(query)).toEqual(labels);
  });

  it('counts matches without their ancestors', () => {
    expect(filter('cannula').matches.size).toBe(1);
  });

  it('keeps the rows below a match collapsed', () => {
    const [peel] = filter('peel').tree;
    expect(peel?.children).toHaveLength(3);
    expect(filter('peel').expandedKeys).toEqual([]);
  });

  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'ı', 'İ', 'é', ' '), maxLength: 5 });
  const plan = fc
    .array(fc.tuple(name, fc.array(fc.array(name, { maxLength: 3 }), { maxLength: 3 })), { maxLength: 5 })
    .map((treatments): PlanNode[] =>
      planTree(
        parseTreatments(
          ...treatments.map(([treatmentName, sessions]) => ({
            name: treatmentName,
            sessions: sessions.map((names) => ({ products: names.map((each) => product(each)) })),
          })),
        ),
        null,
      ),
    );

  it('shows every match, its expanded ancestors and nothing else', () => {
    fc.assert(
      fc.property(plan, name, (whole, query) => {
        fc.pre(foldWords(query).length > 0);
        const index = planIndex(whole);
        const { tree: filtered, matches, expandedKeys } = filterPlan(whole, index, query);
        const rows = visibleRows(filtered, new Set(expandedKeys));
        const keys = new Set(rows.map(({ node }) => node.key));
        const expected = [...index]
          .filter(([, text]) => foldWords(query).every((word) => text.includes(word)))
          .map(([key]) => key);
        expect([...matches].toSorted()).toEqual(expected.toSorted());
        for (const key of matches) expect(keys.has(key)).toBe(true);
        for (const { node } of rows)
          expect(matches.has(node.key) || expandedKeys.includes(node.key)).toBe(true);
      }),
    );
  });
});

describe('matchingHiddenName', () => {
  it.each([
    ['short', 'Short name'],
    ['vital', null],
    ['vital short', 'Short name'],
    ['ornek', null],
    ['nowhere', null],
  ])(
    'for a product shown as “Vital Light”, brand “Örnek”, the query “%s” is explained by %j',
    (query, expected) => {
      const [treatment] = parseTreatments({
        id: 1,
        sessions: [
          {
            products: [
              { product: { name: 'Short name', full_name: 'Vital Light', brand: { name: 'Örnek' } } },
            ],
          },
        ],
      });
      const item = treatment?.sessions[0]?.products[0];
      expect(item && matchingHiddenName(item, query)).toBe(expected);
    },
  );
});

describe('ancestorKeys', () => {
  it('returns the ancestors of a row from the root down, or null when it does not exist', () => {
    expect(ancestorKeys(tree, 'session-21')).toEqual(['treatment-2']);
    expect(ancestorKeys(tree, 'treatment-1')).toEqual([]);
    expect(ancestorKeys(tree, 'session-99')).toBeNull();
  });
});
