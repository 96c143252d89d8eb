import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from './decimal-sum.ts';

const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{0,20}$/))
  .map(
    ([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`,
  );

describe('sumDecimals', () => {
  it.each([
    [['0.1', '0.2'], '0.3'],
    [['1.50', '2'], '3.50'],
    [['0.00'], '0.00'],
    [['-0.5', '0.25'], '-0.25'],
    [['5', '-5.00'], '0.00'],
    [[], '0'],
  ])('adds %j to %s', (decimals, sum) => {
    expect(sumDecimals(decimals)).toBe(sum);
  });

  it('returns null when a value is not a decimal', () => {
    expect(sumDecimals(['1', 'on request'])).toBeNull();
    expect(sumDecimals(['1e3'])).toBeNull();
  });

  it('equals exact arithmetic to the last digit', () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 20 }), (decimals) => {
        const exact = decimals.reduce((total, value) => total.plus(value), new Big(0));
        expect(new Big(sumDecimals(decimals) ?? 'none').eq(exact)).toBe(true);
      }),
    );
  });

  it('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(fc.array(decimal), (decimals) => {
        expect(sumDecimals(decimals.toReversed())).toBe(sumDecimals(decimals));
      }),
    );
  });
});
