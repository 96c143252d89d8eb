// Opens and throttles the browser of the benchmarks.
import { chromium } from '@playwright/test';
import { findBrowser } from '../scripts/browser.mjs';

/** @typedef {import('@playwright/test').CDPSession} CDPSession */

export const viewport = { width: 1280, height: 900 };

/**
 * Runs `work` with its own browser, so that a page that crashes the browser affects no other measurement.
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
 * @property {{ latency: number, down: number, up: number } | null} network milliseconds per request and bits per
 *   second; null without throttling
 * @property {number} processor the factor by which the CPU is slowed down
 */

/** The conditions that Lighthouse simulates for a phone on a slow network. @type {Conditions} */
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
 * Measures the memory, nodes and listeners of the page after garbage collection.
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
