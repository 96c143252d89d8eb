import { isDecimal } from '#contract/readers.ts';

/** Decimals are formatted from their text, digit by digit: what was written is what is shown, never a float. */

const fractionDigits = (decimal: string): number => (decimal.split('.')[1] ?? '').length;

/** `Intl` takes a decimal's text exactly; its type asks for the proof that the text is one. */
const isNumeric = (text: string): text is `${number}` => isDecimal(text);

const exactly = (locale: string, decimal: string, options: Intl.NumberFormatOptions): string | null => {
  const digits = fractionDigits(decimal);
  if (!isNumeric(decimal) || digits > 20) return null;
  return new Intl.NumberFormat(locale, {
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal);
};

/** A decimal with the separators of the locale and the digits it came with; any other text as it came. */
export const formatDecimal = (locale: string, decimal: string): string =>
  exactly(locale, decimal, {}) ?? decimal;

/** A price: in `currency` (ISO 4217) where one is configured, else the plain decimal. */
export const formatPrice = (locale: string, decimal: string, currency: string | null): string =>
  (currency === null ? null : exactly(locale, decimal, { style: 'currency', currency })) ??
  formatDecimal(locale, decimal);

/** A rate given in percent: `20` is 20%. */
export const formatPercent = (locale: string, decimal: string): string =>
  exactly(locale, decimal, { style: 'unit', unit: 'percent', unitDisplay: 'short' }) ?? decimal;
