import { isLanguage, isScheme, preferenceCookies, preferredLanguage } from '#contract/preferences.ts';
import { readCookie, writeCookie } from '#lib/cookies.ts';
import { viewerTimeZone } from '#lib/format/zone.ts';
import type { RenderEnvironment } from '#lib/render-environment.tsx';
import type { DisplayPreferences } from './preferences.tsx';

/** The environment of a page that this browser renders itself. */
export const browserEnvironment = (): RenderEnvironment => ({
  timeZone: viewerTimeZone(),
  origin: window.location.origin,
  renderedAt: Date.now(),
});

/** The preferences that the user chose in this browser, else the settings of the browser. */
export const readBrowserPreferences = (): DisplayPreferences => {
  const language = readCookie(preferenceCookies.language);
  const scheme = readCookie(preferenceCookies.scheme);
  return {
    language: isLanguage(language) ? language : preferredLanguage(navigator.languages),
    scheme: isScheme(scheme) ? scheme : 'system',
  };
};

/** For the gateway, which renders the next documents in this zone. */
export const writeTimeZone = (timeZone: string): void => {
  if (readCookie(preferenceCookies.timeZone) !== timeZone) writeCookie(preferenceCookies.timeZone, timeZone);
};
