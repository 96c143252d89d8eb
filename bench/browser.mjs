// What the measurements do with the browser, whichever is found.
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';

/** @typedef {import('@playwright/test').CDPSession} CDPSession */

export const viewport = { width: 1280, height: 900 };

/**
 * A browser for one measurement: a page that breaks it breaks no other.
 *
 * @template T
 * @param {(browser: import('@playwright/test').Browser) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const withBrowser = async (work) => {
  const browser = await chromium.launch(await findBrowser());
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
};

/**
 * What the page holds once the garbage is gone.
 *
 * @param {CDPSession} cdp
 */
export const weigh = async (cdp) => {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  /** @param {string} wanted */
  const of = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return {
    'heap MiB': of('JSHeapUsedSize') / 1_048_576,
    listeners: of('JSEventListeners'),
    nodes: of('Nodes'),
  };
};
