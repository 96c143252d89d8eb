import { isDecimal } from '#contract/readers.ts';

/** Exact sums of decimals as text: scaled integers, never floats. */

const split = (decimal: string): { digits: bigint; scale: number } => {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const digits = BigInt(whole + fraction);
  return { digits: decimal.startsWith('-') ? -digits : digits, scale: fraction.length };
};

const write = (digits: bigint, scale: number): string => {
  const plain = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = plain.slice(0, plain.length - scale);
  const sign = digits < 0n ? '-' : '';
  return scale === 0 ? sign + whole : `${sign}${whole}.${plain.slice(-scale)}`;
};

/**
 * The sum of decimals with the largest number of fraction digits among them: `1.50` + `2` = `3.50`. Null if a value is
 * not a decimal; `0` for an empty list.
 */
export const sumDecimals = (decimals: readonly string[]): string | null => {
  if (!decimals.every(isDecimal)) return null;
  const parts = decimals.map(split);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  const sum = parts.reduce((total, part) => total + part.digits * 10n ** BigInt(scale - part.scale), 0n);
  return write(sum, scale);
};
