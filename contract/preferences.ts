/** Preferences, each in a cookie and none personal. The gateway renders the page with all of them except `single_keys`. */
export const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

const schemes = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export const preferenceCookies = {
  language: 'language',
  scheme: 'scheme',
  /** The browser's IANA time zone. */
  timeZone: 'time_zone',
  /** `off` if keys without Ctrl or Cmd must do nothing. */
  singleKeys: 'single_keys',
  /** The last used clinic, for URLs that name none. */
  tenant: 'clinic',
} as const;

export const isLanguage = (value: string | undefined): value is Language =>
  languages.some((language) => language === value);
export const isScheme = (value: string | undefined): value is Scheme =>
  schemes.some((scheme) => scheme === value);

/** The first accepted language that has a message catalog. */
export const preferredLanguage = (accepted: readonly string[]): Language =>
  accepted.map((tag) => tag.toLowerCase().split('-')[0]).find((language) => isLanguage(language)) ?? 'en';
