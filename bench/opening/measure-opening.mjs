// Measures one opening of a page until it is readable and interactive.
import { applyThrottling, unthrottled, viewport, measureHeap } from '../browser.mjs';
import { offerAfterPaint } from '../paint.mjs';
import { watchOpening } from './probe.mjs';

/** @typedef {import('../figures.mjs').Round} Round */

/**
 * @typedef {object} Contender
 * @property {string} url
 * @property {readonly string[]} texts the texts that are visible when the page is readable
 * @property {import('../application.mjs').SignedIn | undefined} signedIn
 * @property {number} interactiveTimeoutMs how long to wait for the page to be interactive; 0 not to wait
 */

/** The timeout of any page in milliseconds. */
const timeout = 120_000;
/** Milliseconds between two checks by Playwright; the page itself checks in every frame. */
const polling = 100;

/**
 * Counts the compressed bytes of network responses. Cached responses count as 0.
 *
 * @param {import('@playwright/test').CDPSession} cdp
 */
const countBytes = (cdp) => {
  const bytes = { all: 0, script: 0 };
  /** @type {Set<string>} */
  const scripts = new Set();
  cdp.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (scripts.has(requestId)) bytes.script += encodedDataLength;
  });
  return bytes;
};

/**
 * Opens the page. The cache is empty at the first opening in a context and used by the next.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {Contender} contender
 * @param {import('../browser.mjs').Conditions} conditions
 * @returns {Promise<Round>}
 */
export const open = async (context, { url, texts, interactiveTimeoutMs }, conditions) => {
  const page = await context.newPage();
  try {
    const cdp = await context.newCDPSession(page);
    await applyThrottling(cdp, conditions);
    const bytes = countBytes(cdp);
    await page.addInitScript(offerAfterPaint);
    await page.addInitScript(watchOpening, texts);
    await page.goto(url, { waitUntil: 'commit', timeout });
    await page.waitForFunction(() => window.opening.readable !== null, undefined, {
      polling,
      timeout,
    });
    if (interactiveTimeoutMs > 0)
      await page
        .waitForFunction(() => window.opening.interactive !== null, undefined, {
          polling,
          timeout: interactiveTimeoutMs,
        })
        // A page that does not become interactive has no such figure.
        .catch(() => undefined);
    // Waits for half a second without requests, because the work after the page is readable counts, too.
    await page.waitForLoadState('networkidle', { timeout });
    const metrics = await page.evaluate(() => window.opening);
    const elements = await page.evaluate(() => document.querySelectorAll('*').length);
    // All times are measured, and garbage collection would take long with a throttled CPU.
    await applyThrottling(cdp, unthrottled);
    const heap = await measureHeap(cdp);
    return {
      'readable ms': metrics.readable,
      'interactive ms': metrics.interactive,
      'layout shift': metrics.shift,
      'longest task ms': metrics.longest,
      'blocked ms': metrics.blocked,
      KiB: bytes.all / 1024,
      'script KiB': bytes.script / 1024,
      'heap MiB': heap['heap MiB'],
      elements,
    };
  } finally {
    await page.close();
  }
};

/**
 * @template T
 * @param {import('@playwright/test').Browser} browser
 * @param {Contender} contender
 * @param {(context: import('@playwright/test').BrowserContext) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const inNewContext = async (browser, { signedIn }, work) => {
  const context = await browser.newContext({ viewport, ...(signedIn && { storageState: signedIn }) });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
};
