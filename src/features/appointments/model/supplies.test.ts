import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProduct, readSession, readTreatment } from '#tests/builders/treatments.ts';
import { planTree } from './plan.ts';
import { supplySessions, supplyList } from './supplies.ts';

const compare = (a: string, b: string): number => a.localeCompare(b);

const sessionsOf = (...products: ReturnType<typeof readProduct>[][]) =>
  supplySessions(
    planTree([readTreatment({ sessions: products.map((list) => readSession({ products: list })) })], null),
  );

describe('what to lay out', () => {
  it('is each product once, summed exactly over the sessions, with the sessions it is for', () => {
    const sessions = sessionsOf(
      [readProduct({ id: 'a', quantity: '0.1', unit: 'ml' })],
      [readProduct({ id: 'a', quantity: '0.20', unit: 'ml' })],
    );
    const [group] = supplyList(sessions, compare);
    expect(group?.items).toHaveLength(1);
    expect(group?.items[0]).toMatchObject({
      quantity: '0.30',
      unit: 'ml',
      sessions: sessions.map(({ key }) => key),
    });
  });

  it('never adds different units', () => {
    const sessions = sessionsOf([
      readProduct({ id: 'a', quantity: '1', unit: 'box' }),
      readProduct({ id: 'a', quantity: '2', unit: 'ml' }),
    ]);
    expect(supplyList(sessions, compare)[0]?.items.map(({ quantity, unit }) => [quantity, unit])).toEqual([
      ['1', 'box'],
      ['2', 'ml'],
    ]);
  });

  it('is grouped by brand in alphabetical order, what has none last', () => {
    const sessions = sessionsOf([
      readProduct({ id: 'c' }),
      readProduct({ id: 'b', brand: 'Zed' }),
      readProduct({ id: 'a', brand: 'Alpha' }),
    ]);
    expect(supplyList(sessions, compare).map(({ brand }) => brand)).toEqual(['Alpha', 'Zed', null]);
  });

  it('says where no quantity was given, and keeps one that is no decimal beside the sum', () => {
    const sessions = sessionsOf([
      readProduct({ id: 'a', quantity: '2' }),
      readProduct({ id: 'a', quantity: 'a few' }),
      readProduct({ id: 'a' }),
    ]);
    expect(supplyList(sessions, compare)[0]?.items[0]).toMatchObject({
      quantity: '2',
      otherQuantities: ['a few'],
      missingQuantities: 1,
    });
  });

  it('is nothing for no session', () => {
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

  it('adds up to exactly what every session asks for, product by product and unit by unit', () => {
    fc.assert(
      fc.property(fc.array(fc.array(product, { maxLength: 6 }), { maxLength: 6 }), (plan) => {
        const prepared = supplyList(
          sessionsOf(...plan.map((list) => list.map(readProduct))),
          compare,
        ).flatMap(({ items }) => items);
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
