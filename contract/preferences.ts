/**
 * What a reader may choose of the page's looks, and what else the gateway must know to render a page as their browser
 * would: each a cookie under the name given here. None says anything of a patient.
 */
export const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

const schemes = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export const preferenceCookies = {
  language: 'language',
  scheme: 'scheme',
  /** The reader's IANA time zone, as their browser knows it. */
  timeZone: 'time_zone',
  /** The clinic that was read in last: where an address names none. */
  tenant: 'clinic',
} as const;

export const isLanguage = (value: string | undefined): value is Language =>
  languages.some((one) => one === value);
export const isScheme = (value: string | undefined): value is Scheme => schemes.some((one) => one === value);

/** The first of the browser's languages that there is a catalogue for. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((one) => isLanguage(one)) ?? 'en';
