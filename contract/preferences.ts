/**
 * What a reader may choose of the page's looks. A choice is a cookie under the name given here, so that the gateway
 * can write it into the document before the first paint; it says nothing of the person.
 */
export const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

export const schemes = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export const preferenceCookies = { language: 'language', scheme: 'scheme' } as const;

export const isLanguage = (value: string | undefined): value is Language =>
  languages.some((one) => one === value);
export const isScheme = (value: string | undefined): value is Scheme => schemes.some((one) => one === value);

/** The first of the browser's languages that there is a catalogue for. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((one) => isLanguage(one)) ?? 'en';
