import { isDecimal } from '#contract/readers.ts';

/** Decimals are formatted from their text, without conversion to a float, so that no digit is lost. */

const fractionDigits = (decimal: string): number => (decimal.split('.')[1] ?? '').length;

/** `Intl` formats the text of a decimal exactly, but its type requires a type guard. */
const isNumeric = (text: string): text is `${number}` => isDecimal(text);

const cache = new Map<string, Intl.NumberFormat>();

const formatter = (locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const id = `${locale}|${JSON.stringify(options)}`;
  const format = cache.get(id) ?? new Intl.NumberFormat(locale, options);
  cache.set(id, format);
  return format;
};

const exactly = (locale: string, decimal: string, options: Intl.NumberFormatOptions): string | null => {
  const digits = fractionDigits(decimal);
  if (!isNumeric(decimal) || digits > 20) return null;
  return formatter(locale, {
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal);
};

/** `34 years` */
export const formatUnit = (locale: string, value: number, unit: string): string =>
  formatter(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);

/** `45 min` */
export const formatMinutes = (locale: string, minutes: number): string =>
  formatter(locale, { style: 'unit', unit: 'minute', unitDisplay: 'short' }).format(minutes);

/** Formats a decimal with the separators of the locale and all its digits. Other text is returned unchanged. */
export const formatDecimal = (locale: string, decimal: string): string =>
  exactly(locale, decimal, {}) ?? decimal;

/** Formats a price in `currency` (ISO 4217), or as a plain decimal if it is null. */
export const formatPrice = (locale: string, decimal: string, currency: string | null): string =>
  (currency === null ? null : exactly(locale, decimal, { style: 'currency', currency })) ??
  formatDecimal(locale, decimal);

/** A rate given in percent: `20` is 20%. */
export const formatPercent = (locale: string, decimal: string): string =>
  exactly(locale, decimal, { style: 'unit', unit: 'percent', unitDisplay: 'short' }) ?? decimal;
