import { isLanguage, isScheme } from '#contract/preferences.ts';
import type { InitialData } from '#contract/initial-data.ts';
import type { RenderEnvironment } from '#lib/render-environment.tsx';
import { readBrowserPreferences } from './browser-environment.ts';
import type { DisplayPreferences } from './preferences.tsx';
import { isPrivate } from '#lib/use-privacy.ts';

/** The greatest clock difference, in milliseconds, with which the page shows the same times as the gateway rendered. */
const maxClockSkewMs = 30_000;

/**
 * Whether the rendered page equals the page that this browser would render. It differs by state that the gateway does
 * not know: the privacy switch, another time zone, a wrong clock, or a hash in the links of a problem screen. A record
 * reads the hash and its stored view after hydration.
 */
export const canHydrate = (root: Element, data: InitialData, environment: RenderEnvironment): boolean =>
  root.hasChildNodes() &&
  data.time_zone === environment.timeZone &&
  Math.abs(environment.renderedAt - data.rendered_at) < maxClockSkewMs &&
  (window.location.hash === '' || data.appointment?.status === 200) &&
  !isPrivate();

/** The preferences that the gateway wrote into the document. */
export const readDocumentPreferences = (): DisplayPreferences => {
  const { lang, dataset } = document.documentElement;
  return {
    language: isLanguage(lang) ? lang : readBrowserPreferences().language,
    scheme: isScheme(dataset.scheme) ? dataset.scheme : 'system',
  };
};
