import { isLanguage, isScheme } from '#contract/preferences.ts';
import type { DocumentData } from '#contract/document.ts';
import { hasHistoryState } from '#lib/use-history-state.ts';
import type { Viewer } from '#lib/viewer.tsx';
import { browserLooks } from './browser.ts';
import type { Looks } from './preferences.tsx';
import { isPrivate } from './privacy-switch.tsx';

/** Clocks further apart would tell other times than the page that the gateway rendered; in milliseconds. */
const sameMoment = 30_000;

/**
 * Whether the page in the document is the one that this browser would render, so that it can be taken over as it is.
 * What the gateway cannot know makes another: a row that the address names, what a reload brings back, the switch that
 * blurs the record, a reader who has travelled, a clock that is wrong.
 */
export const isAsRendered = (root: Element, data: DocumentData, viewer: Viewer): boolean =>
  root.hasChildNodes() &&
  data.time_zone === viewer.timeZone &&
  Math.abs(viewer.renderedAt - data.rendered_at) < sameMoment &&
  window.location.hash === '' &&
  !hasHistoryState() &&
  !isPrivate();

/** The looks of the document that the gateway chose, which it writes into its first element. */
export const documentLooks = (): Looks => {
  const { lang, dataset } = document.documentElement;
  const { language } = browserLooks();
  return {
    language: isLanguage(lang) ? lang : language,
    scheme: isScheme(dataset.scheme) ? dataset.scheme : 'system',
  };
};
