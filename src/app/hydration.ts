import { isLanguage, isScheme } from '#contract/preferences.ts';
import type { InitialData } from '#contract/initial-data.ts';
import type { RenderEnvironment } from '#lib/render-environment.tsx';
import { hasStoredView } from '#features/appointments/model/stored-view.ts';
import { readBrowserPreferences } from './browser-environment.ts';
import type { DisplayPreferences } from './preferences.tsx';
import { isPrivate } from './privacy-switch.tsx';

/** Clocks further apart would show other times than the gateway rendered. */
const maxClockSkewMs = 30_000;

/**
 * Whether the rendered page is the one that this browser would render. It is another with what the gateway does not
 * know: a linked row, expanded rows of before, the privacy switch, another time zone, a wrong clock.
 */
export const canHydrate = (root: Element, data: InitialData, environment: RenderEnvironment): boolean =>
  root.hasChildNodes() &&
  data.time_zone === environment.timeZone &&
  Math.abs(environment.renderedAt - data.rendered_at) < maxClockSkewMs &&
  window.location.hash === '' &&
  !(data.appointment && hasStoredView(data.appointment)) &&
  !isPrivate();

/** The preferences that the gateway wrote into the document. */
export const readDocumentPreferences = (): DisplayPreferences => {
  const { lang, dataset } = document.documentElement;
  return {
    language: isLanguage(lang) ? lang : readBrowserPreferences().language,
    scheme: isScheme(dataset.scheme) ? dataset.scheme : 'system',
  };
};
