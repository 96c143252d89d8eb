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
 * @typedef {object} Conditions
 * @property {{ latency: number, down: number, up: number } | null} network milliseconds a request, bits a second;
 *   null for as fast as it goes
 * @property {number} processor how many times slower
 */

/** A phone on a bad day, as Lighthouse has it. @type {Conditions} */
export const slow4g = { network: { latency: 150, down: 1_600_000, up: 750_000 }, processor: 4 };
/** @type {Conditions} */
export const unthrottled = { network: null, processor: 1 };

/** @param {CDPSession} cdp @param {Conditions} conditions */
export const applyThrottling = async (cdp, { network, processor }) => {
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network?.latency ?? 0,
    downloadThroughput: network ? network.down / 8 : -1,
    uploadThroughput: network ? network.up / 8 : -1,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: processor });
};

/**
 * What the page holds once the garbage is gone.
 *
 * @param {CDPSession} cdp
 */
export const measureHeap = async (cdp) => {
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
