import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTreatments } from '#tests/fixtures/parsed-appointment.ts';
import { hasDeleted, planTree } from './plan.ts';
import { supplySessions, supplyList } from './supplies.ts';

const compare = (a: string, b: string): number => a.localeCompare(b);

interface Item {
  id: string;
  quantity?: string | null;
  unit?: string | null;
  brand?: string;
}

/** Sessions of one treatment, each with a list of products. */
const sessionsOf = (...sessions: Item[][]) =>
  supplySessions(
    planTree(
      parseTreatments({
        id: 1,
        sessions: sessions.map((items) => ({
          products: items.map(({ id, quantity, unit, brand }) => ({
            product_id: id,
            min_quantity: quantity,
            product: { id, name: `Product ${id}`, brand: { name: brand }, unit_code: { name: unit } },
          })),
        })),
      }),
      null,
    ),
  );

describe('supplyList', () => {
  it('lists each product once with its exact sum and its sessions', () => {
    const sessions = sessionsOf(
      [{ id: 'a', quantity: '0.1', unit: 'ml' }],
      [{ id: 'a', quantity: '0.20', unit: 'ml' }],
    );
    const [group] = supplyList(sessions, compare);
    expect(group?.items).toHaveLength(1);
    expect(group?.items[0]).toMatchObject({
      quantity: '0.30',
      unit: 'ml',
      sessions: sessions.map(({ key }) => key),
    });
  });

  it('does not add quantities of different units', () => {
    const sessions = sessionsOf([
      { id: 'a', quantity: '1', unit: 'box' },
      { id: 'a', quantity: '2', unit: 'ml' },
    ]);
    expect(supplyList(sessions, compare)[0]?.items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
      ['1', 'box'],
      ['2', 'ml'],
    ]);
  });

  it('groups by brand in alphabetical order, with products without a brand last', () => {
    const sessions = sessionsOf([{ id: 'c' }, { id: 'b', brand: 'Zed' }, { id: 'a', brand: 'Alpha' }]);
    expect(supplyList(sessions, compare).map(({ brand }) => brand)).toEqual(['Alpha', 'Zed', null]);
  });

  it('counts missing quantities and keeps those that are not decimals apart from the sum', () => {
    const sessions = sessionsOf([{ id: 'a', quantity: '2' }, { id: 'a', quantity: 'a few' }, { id: 'a' }]);
    expect(supplyList(sessions, compare)[0]?.items[0]).toMatchObject({
      quantity: '2',
      otherQuantities: ['a few'],
      missingQuantities: 1,
    });
  });

  it('returns no groups when there are no sessions', () => {
    expect(supplyList([], compare)).toEqual([]);
  });

  const quantity = fc
    .tuple(fc.nat(5000), fc.integer({ min: 0, max: 4 }))
    .map(([value, digits]) => new Big(value).div(10 ** digits).toFixed(digits));
  const product = fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    unit: fc.constantFrom('ml', 'g', null),
    quantity: fc.option(quantity),
  });

  it('returns the exact sum of each product and unit for any sessions', () => {
    fc.assert(
      fc.property(fc.array(fc.array(product, { maxLength: 6 }), { maxLength: 6 }), (plan) => {
        const prepared = supplyList(sessionsOf(...plan), compare).flatMap(({ items }) => items);
        const expected = new Map<string, Big>();
        for (const { id, unit, quantity: amount } of plan.flat())
          if (amount !== null)
            expected.set(`${id} ${unit}`, (expected.get(`${id} ${unit}`) ?? new Big(0)).plus(amount));
        const found = new Map<string, string>(
          prepared.flatMap((item) =>
            item.quantity === null ? [] : [[`${item.productId} ${item.unit}`, item.quantity] as const],
          ),
        );
        expect([...found.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
        for (const [key, sum] of expected) expect(new Big(found.get(key) ?? 'none').eq(sum)).toBe(true);
      }),
    );
  });
});

describe('supplySessions', () => {
  const deleted = { deleted_at: '2026-11-22T00:00:00Z' };
  const gel = { id: 1, product_id: 1, product: { id: 1, name: 'Gel' } };
  const tree = (...treatments: object[]) => planTree(parseTreatments(...treatments), null);
  const productsOf = (...treatments: object[]) =>
    supplySessions(tree(...treatments)).map(({ products }) => products.length);

  it.each([
    ['treatment', { id: 1, ...deleted, sessions: [{ id: 1, products: [gel] }] }, []],
    ['treatment of the earlier format', { id: 1, ...deleted, products: [{ id: 1, name: 'Gel' }] }, []],
    [
      'session',
      {
        id: 1,
        sessions: [
          { id: 1, ...deleted, products: [gel] },
          { id: 2, products: [gel] },
        ],
      },
      [1],
    ],
    ['product of a session', { id: 1, sessions: [{ id: 1, products: [{ ...gel, ...deleted }, gel] }] }, [1]],
    [
      'product of the catalog',
      { id: 1, sessions: [{ id: 1, products: [{ ...gel, product: { id: 1, ...deleted } }] }] },
      [0],
    ],
  ])('leaves out a deleted %s', (_, treatment, products) => {
    expect(productsOf(treatment)).toEqual(products);
    expect(hasDeleted(parseTreatments(treatment))).toBe(true);
  });

  it('keeps records whose deletion date is empty', () => {
    const session = { id: 1, deleted_at: '0000-00-00 00:00:00', products: [{ ...gel, deleted_at: '0' }] };
    const treatment = { id: 1, deleted_at: 0, sessions: [session] };
    expect(productsOf(treatment)).toEqual([1]);
    expect(hasDeleted(parseTreatments(treatment))).toBe(false);
  });

  it('contains treatments that list products without a session, beside sessions', () => {
    const direct = { id: 2, products: [{ id: 1, name: 'Gel' }] };
    const sessions = supplySessions(tree({ id: 1, sessions: [{ id: 1, products: [gel] }] }, direct));
    expect(sessions.map(({ key }) => key)).toEqual(['session-1', 'treatment-2']);
    expect(supplyList(sessions, compare)[0]?.items[0]?.sessions).toEqual(['session-1', 'treatment-2']);
  });
});
