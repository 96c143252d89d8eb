import { isLanguage, isScheme, preferenceCookies, preferredLanguage } from '#contract/preferences.ts';
import { readCookie, writeCookie } from '#lib/cookies.ts';
import { viewerTimeZone } from '#lib/format/zone.ts';
import type { Viewer } from '#lib/viewer.tsx';
import type { Looks } from './preferences.tsx';

/** What this browser says of whoever looks, where no gateway has said it already. */
export const browserViewer = (): Viewer => ({
  timeZone: viewerTimeZone(),
  origin: window.location.origin,
  renderedAt: Date.now(),
});

/** What was chosen in this browser, else what it is set to. */
export const browserLooks = (): Looks => {
  const language = readCookie(preferenceCookies.language);
  const scheme = readCookie(preferenceCookies.scheme);
  return {
    language: isLanguage(language) ? language : preferredLanguage(navigator.languages),
    scheme: isScheme(scheme) ? scheme : 'system',
  };
};

/** Lets the gateway know, from the next document on, in which zone to tell this reader's times. */
export const tellTimeZone = (timeZone: string): void => {
  if (readCookie(preferenceCookies.timeZone) !== timeZone) writeCookie(preferenceCookies.timeZone, timeZone);
};
